// Choices that a seed decides: the same seed gives the same faults.

/// SplitMix64.
struct Chance {
  private var state: UInt64

  /// - Parameter parts: what tells this row of choices from others.
  init(_ parts: UInt64...) {
    state = 0
    for part in parts { state = (state ^ part) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to, but not with, `count`.
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }

  mutating func one<T>(of choices: [T]) -> T { choices[below(choices.count)] }
}
