import ArgumentParser
import Diagnostics
import Quantities
import Screening

/// Where the store of lists lies.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .customLong("store"),
        help: ArgumentHelp(
            "The file that keeps the lists.",
            discussion:
                "Without it the setting `store` counts, then passgate/screening.sqlite in the user's data folder.",
            valueName: "file"
        )
    )
    var path: String?

    /// The path of the store.
    func storePath() throws(CommandFailure) -> String {
        if let setting = try Settings.setting(.store, flag: "--store", path) { return setting.value }
        if let data = SystemFiles.environment("XDG_DATA_HOME") { return data + Self.inDataFolder }
        if let home = SystemFiles.environment("HOME") { return home + "/.local/share" + Self.inDataFolder }
        throw CommandFailure(
            "store.no-place",
            "there is no place for the store: neither PASSGATE_STORE nor HOME is set",
            hint: "name a file with --store"
        )
    }

    private static let inDataFolder = "/passgate/screening.sqlite"

    /// Whether there is a store.
    func isThere() throws(CommandFailure) -> Bool {
        (try? SystemFiles.kind(of: try storePath())) == .file
    }

    /// The store, which must be there.
    func store() throws(CommandFailure) -> ScreeningStore {
        let path = try storePath()
        guard try isThere() else {
            throw CommandFailure(
                "store.missing",
                "there is no store of lists at `\(path)`",
                hint: "make one with `passgate lists import FILE`, or name it with --store"
            )
        }
        return try open(path, .existing)
    }

    /// The store, which is made where it is missing.
    func storeToWrite() throws(CommandFailure) -> ScreeningStore {
        let path = try storePath()
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            do throws(SystemFiles.Failure) {
                try SystemFiles.makeFolder(String(path[..<slash]))
            } catch {
                throw CommandFailure("store.failed", "the folder of the store `\(path)` can't be made: \(error.reason)")
            }
        }
        // A file that may not grow is reported like a full disk instead of ending the program.
        SystemFiles.ignoreFileSizeSignal()
        return try open(path, .creating)
    }

    private func open(_ path: String, _ access: ScreeningStore.Access) throws(CommandFailure) -> ScreeningStore {
        do throws(ScreeningError) {
            return try ScreeningStore(path: path, access)
        } catch {
            throw CommandFailure(error)
        }
    }
}

/// Who does something.
struct DeedOptions: ParsableArguments {
    @Option(
        name: .customLong("by"),
        help: ArgumentHelp(
            "Who does this, for the log.",
            discussion: "Without it the setting `user` counts, then the variable USER.",
            valueName: "name"
        )
    )
    var name: String?

    /// The deed, done now.
    ///
    /// - Parameter mustBeNamed: whether it is no deed if nothing says who does it.
    /// - Returns: when and by whom.
    /// - Throws: `CommandFailure`, code `call.nobody`.
    func deed(mustBeNamed: Bool = false) throws(CommandFailure) -> Deed {
        let setting = try Settings.setting(.user, flag: "--by", name)
        let who = setting?.value ?? SystemFiles.environment("USER")
        if mustBeNamed, who == nil {
            throw CommandFailure("call.nobody", "nothing says who decides", hint: "say it with --by NAME")
        }
        return Deed(at: Self.now, who: who ?? "unknown")
    }

    /// The time in UTC.
    static var now: String {
        let seconds = SystemFiles.secondsSince1970() % 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(Terminal.today)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
    }
}

extension CommandFailure {
    /// Says what is wrong with a list or its store.
    init(_ error: ScreeningError) {
        self.init(error.diagnostics)
    }

    /// Runs a body and says what is wrong with a list or its store.
    static func catching<Result>(_ body: () throws(ScreeningError) -> Result) throws(CommandFailure) -> Result {
        do throws(ScreeningError) {
            return try body()
        } catch {
            throw CommandFailure(error)
        }
    }
}
