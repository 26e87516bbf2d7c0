import Foundation

/// What libFuzzer calls. `FAULTLINE_FUZZ_TARGET` in the environment names the target; `Fuzz/run` sets it.

public typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>>

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager calls an executable's `main` by this name, and hands libFuzzer's own `main` over to it.
@_cdecl("Fuzz_main")
public func main(_ count: CInt, _ arguments: Arguments) -> CInt {
    var (count, arguments) = (count, arguments)
    return runDriver(&count, &arguments, testOneInput)
}

/// The target that this process serves.
nonisolated(unsafe) private var target: any FuzzTarget = ValueTarget()
/// `FAULTLINE_FUZZ_PLANT`: the control, see `Plant`.
let isPlanted = ProcessInfo.processInfo.environment["FAULTLINE_FUZZ_PLANT"] != nil

@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>
) -> CInt {
    let environment = ProcessInfo.processInfo.environment
    let name = environment["FAULTLINE_FUZZ_TARGET"] ?? ""
    guard let type = targets.first(where: { $0.name == name }) else {
        stop("FAULTLINE_FUZZ_TARGET is one of: \(targets.map { $0.name }.joined(separator: " "))")
    }
    do {
        if let folder = environment["FAULTLINE_FUZZ_SEEDS"] {
            let repository = URL(fileURLWithPath: environment["FAULTLINE_REPOSITORY"] ?? "..")
            for (number, seed) in try type.seeds(repository).enumerated() {
                try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
            }
            exit(0)
        }
        target = try type.init()
    } catch {
        stop("the target \(name) cannot start: \(error)")
    }
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    do {
        try target.run(input, Plant(input))
    } catch {
        // libFuzzer keeps the input of a process that aborts.
        FileHandle.standardError.write(Data("property broken: \(error)\n".utf8))
        abort()
    }
    return 0
}

private func stop(_ message: String) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(2)
}
