// Chance that can be had again.

/// The same numbers for the same seed on every machine (SplitMix64, Steele, Lea and Flood, 2014).
public struct Chance: RandomNumberGenerator {
  private var state: UInt64

  public init(_ seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  public mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
  public mutating func one<T>(of choices: [T]) -> T { choices[below(choices.count)] }
}
