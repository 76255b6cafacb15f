package import Diagnostics
internal import Facts
package import Quantities
package import Rulebooks

/// One list as one import brings it.
package struct ListBatch: Hashable, Sendable {
    /// The code of the list, or the name under which it is imported.
    package var list: String
    /// The day on which its publisher issued it, if the file or its importer said so.
    package var asOf: CalendarDate?
    /// SHA-256 of the bytes that it came from.
    package var digest: String
    /// The id of the layout.
    package var format: String
    /// The files, as the user named them.
    package var files: [String]
    /// The entries, sorted by key.
    package var entries: [ListEntry]
    /// The rows of its files that were not taken in.
    package var rejections: [Rejection]

    package init(
        list: String,
        asOf: CalendarDate?,
        digest: String,
        format: String,
        files: [String],
        entries: [ListEntry],
        rejections: [Rejection] = []
    ) {
        self.list = list
        self.asOf = asOf
        self.digest = digest
        self.format = format
        self.files = files
        self.entries = entries
        self.rejections = rejections
    }

    /// The number of names that can be found: those of addresses are none.
    package var nameCount: Int {
        entries.reduce(0) { $0 + ($1.kind == .address ? 0 : 1 + $1.aliases.count) }
    }
}

/// What files were read to hold.
package struct ListReading: Hashable, Sendable {
    /// The lists, sorted by name.
    package var batches: [ListBatch] = []
    /// What a user should know but that stops nothing.
    package var notes: [Diagnostic] = []
}

/// Turns files into lists.
package struct ListImporter: Sendable {
    private let definition: ListsDefinition
    private let countries: CountryNames
    private let limits: ImportLimits

    package init(_ definition: ListsDefinition, countries: CountryNames, limits: ImportLimits = ImportLimits()) {
        self.definition = definition
        self.countries = countries
        self.limits = limits
    }

    /// What a user asks for beside the files.
    package struct Options: Hashable, Sendable {
        /// The name under which all entries are imported; nil: what the files say.
        package var name: String?
        /// The day on which the lists were issued; nil: what the files say.
        package var asOf: CalendarDate?
        /// A format of the user's own; nil: it is found out.
        package var format: ListFormat?
        /// Whether what looks wrong is taken in all the same.
        package var isForced = false
        /// The day of the import: files hold slips, and no list is of a later day; nil: any day will do.
        package var today: CalendarDate?

        package init() {}
    }

    /// Reads files that are imported together.
    ///
    /// - Parameters:
    ///   - files: the files; those that belong together in any order.
    ///   - options: what the user asks for.
    /// - Returns: the lists that the files hold.
    /// - Throws: `ScreeningError` with what is wrong, for all files at once.
    package func read(_ files: [ListFile], _ options: Options = Options()) throws(ScreeningError) -> ListReading {
        var problems: [Diagnostic] = []
        var found: [(file: ListFile, match: FormatDetector.Match)] = []
        let formats = options.format.map { [$0] } ?? definition.formats
        let detector = FormatDetector(formats: formats, limits: limits)
        var reading = ListReading()
        for file in files {
            do throws(ScreeningError) {
                if file.isEmpty {
                    reading.batches.append(try emptyBatch(file, options))
                } else {
                    found.append((file, try detector.match(file)))
                }
            } catch {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw ScreeningError(problems) }
        let groups = try FileGroup.groups(found, notes: &reading.notes)
        for group in groups {
            do throws(ScreeningError) {
                reading.batches += try batches(of: group, options)
            } catch {
                problems += error.diagnostics
            }
        }
        problems += Self.doubles(reading.batches)
        guard problems.isEmpty else { throw ScreeningError(problems) }
        reading.batches.sort { $0.list < $1.list }
        return reading
    }

    private func emptyBatch(_ file: ListFile, _ options: Options) throws(ScreeningError) -> ListBatch {
        guard options.isForced, let name = options.name else {
            throw ScreeningError(
                .listEmpty,
                "`\(file.name)` is empty",
                at: SourcePosition(file: file.name, line: 1, column: 1),
                hint: "a list that has really become empty is imported with --as NAME --force"
            )
        }
        return ListBatch(
            list: canonical(name),
            asOf: options.asOf,
            digest: file.digest,
            format: "empty",
            files: [file.name],
            entries: []
        )
    }

    /// The code of the list that a user means, or the name as it is.
    private func canonical(_ name: String) -> String { definition.list(spelled: name)?.code ?? name }

    private static func doubles(_ batches: [ListBatch]) -> [Diagnostic] {
        Dictionary(grouping: batches, by: \.list).filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
            .map { list, batches in
                let files = batches.flatMap(\.files).map { "`\($0)`" }.joined(separator: " and ")
                return Diagnostic(
                    .listTwice,
                    "\(files) both bring the list `\(list)`",
                    hint: "import them one after the other, or one of them under another name with --as"
                )
            }
    }

    // MARK: One group

    private func batches(of group: FileGroup, _ options: Options) throws(ScreeningError) -> [ListBatch] {
        let maker = EntryMaker(format: group.format, countries: countries, limits: limits)
        let sources = ListSources(definition: definition, format: group.format, root: group.root, options: options)
        var entries: [String: [ListEntry]] = [:]
        var rejections = group.rejections
        var unknown: [String: SourcePosition] = [:]
        var nameCount = 0
        var newest: CalendarDate?
        for record in group.records {
            let reading = Reading(record: record, root: group.root, format: group.format)
            guard group.format.only.allSatisfy({ reading.passes($0) }) else { continue }
            for path in group.format.newest {
                guard let date = reading.date(ListFormat.Pick(paths: [path])), date <= options.today ?? date else {
                    continue
                }
                newest = max(newest ?? date, date)
            }
            do throws(EntryMaker.Refusal) {
                let entry = try maker.entry(record, root: group.root)
                let lists = try sources.lists(of: reading, unknown: &unknown)
                for list in lists {
                    var copy = entry
                    copy.list = list
                    entries[list, default: []].append(copy)
                }
                nameCount += 1 + entry.aliases.count
            } catch {
                rejections.append(group.rejection(of: record, error.reason))
            }
            guard nameCount <= limits.names else {
                throw ScreeningError(.listTooLarge, "the files have more than \(limits.names) names")
            }
        }
        if !unknown.isEmpty { throw ScreeningError(sources.problems(with: unknown)) }
        if entries.isEmpty, let list = try sources.listOfFile() { entries[list] = [] }
        let stated = group.asOf.flatMap { $0 <= options.today ?? $0 ? $0 : nil }
        let asOf = options.asOf ?? stated ?? newest
        rejections.sort { ($0.file, $0.line) < ($1.file, $1.line) }
        try check(group, entries, rejections, options)
        return entries.map { list, entries in
            ListBatch(
                list: list,
                asOf: asOf,
                digest: group.digest,
                format: group.format.id,
                files: group.files.map(\.name),
                entries: EntryKeys.settled(entries),
                rejections: rejections
            )
        }
    }

    private func check(
        _ group: FileGroup,
        _ entries: [String: [ListEntry]],
        _ rejections: [Rejection],
        _ options: Options
    ) throws(ScreeningError) {
        guard !options.isForced else { return }
        let count = entries.values.reduce(0) { $0 + $1.count }
        let name = group.files[0].name
        let start = SourcePosition(file: name, line: 1, column: 1)
        if let first = rejections.first {
            let limit = definition.rejectLimitPercent
            if ExactDecimal(rejections.count) * 100 > ExactDecimal(count + rejections.count) * limit {
                throw ScreeningError([
                    Diagnostic(
                        .listRejected,
                        "\(rejections.count) of \(count + rejections.count) rows of `\(name)` can't be read, "
                            + "more than \(limit) %",
                        at: SourcePosition(file: first.file, line: first.line, column: 1),
                        hint: "mend the file, or take in the rest of it with --force",
                        notes: rejections.prefix(3)
                            .map { .init($0.reason, at: SourcePosition(file: $0.file, line: $0.line, column: 1)) }
                    )
                ])
            }
        }
        if count == 0 {
            throw ScreeningError(
                .listEmpty,
                "`\(name)` has no entries",
                at: start,
                hint: "a list that has really become empty is imported with --force"
            )
        }
    }
}
