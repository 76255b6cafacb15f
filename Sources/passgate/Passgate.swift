import Commands

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

@main
enum Passgate {
    static func main() async {
        exit(await PassgateCommand.status(of: Array(CommandLine.arguments.dropFirst())))
    }
}
