// Documents read by other threads while one writes, in their order, never far ahead.
import Foundation

/// Calls a function for each element on several threads, and gives the results in the order of the elements.
///
/// What is ready and not yet taken is bounded by count and by size, so that memory does not grow with the number of
/// elements.
final class ReadAhead<Element: Sendable, Result: Sendable>: @unchecked Sendable {
  // Everything below is read and written under `state`'s lock.
  private let state = NSCondition()
  private let elements: [Element]
  private var next = 0
  private var taken = 0
  private var ready: [Int: (result: Result, size: Int)] = [:]
  private var readySize = 0
  private var isStopped = false
  private let mostReady: Int
  private let mostSize: Int

  /// - Parameters:
  ///   - size: how much memory a result needs, in bytes.
  ///   - mostSize: how much may be ready at once; one result may be larger.
  init(
    _ elements: [Element], threads: Int, mostReady: Int = 256, mostSize: Int = 8_000_000,
    size: @escaping @Sendable (Result) -> Int, _ body: @escaping @Sendable (Element) -> Result
  ) {
    (self.elements, self.mostReady, self.mostSize) = (elements, mostReady, mostSize)
    for _ in 0..<max(1, min(threads, elements.count)) {
      let thread = Thread { [self] in work(size, body) }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  private func work(_ size: (Result) -> Int, _ body: (Element) -> Result) {
    while let index = claim() {
      let result = body(elements[index])
      let size = size(result)
      state.lock()
      ready[index] = (result, size)
      readySize += size
      state.broadcast()
      state.unlock()
    }
  }

  /// The next element to work on; nil when there is none left.
  private func claim() -> Int? {
    state.lock()
    defer { state.unlock() }
    while !isStopped, next < elements.count, next > taken, next - taken >= mostReady || readySize >= mostSize
    {
      state.wait()
    }
    guard !isStopped, next < elements.count else { return nil }
    next += 1
    return next - 1
  }

  /// The next result, in the order of the elements; nil after the last.
  func take() -> Result? {
    state.lock()
    defer { state.unlock() }
    guard taken < elements.count else { return nil }
    while ready[taken] == nil { state.wait() }
    let (result, size) = ready.removeValue(forKey: taken)!
    readySize -= size
    taken += 1
    state.broadcast()
    return result
  }

  /// Lets the threads end after what they are working on.
  func stop() {
    state.lock()
    isStopped = true
    state.broadcast()
    state.unlock()
  }
}
