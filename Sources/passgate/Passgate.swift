import ArgumentParser
import Commands

@main
enum Passgate {
    static func main() async { await PassgateCommand.main() }
}
