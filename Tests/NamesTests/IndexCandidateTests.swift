import Names
import TestSupport
import Testing

@Suite("Candidates from the index")
struct IndexCandidateTests {
    private static func index(_ names: [NameKeys]) throws -> CandidateIndex {
        try CandidateIndex(names.enumerated().map { (Int32($0.offset), $0.element) })
    }

    @Test("every name finds itself first", arguments: [1, 2])
    func findsItself(seed: Int) throws {
        let names = IndexTestNames.names(600, seed: seed)
        let index = try Self.index(names)
        for (number, name) in names.enumerated() {
            let first = try #require(index.candidates(for: name, limit: 5).first)
            #expect(first == Candidate(name: Int32(number), estimate: 1_000))
        }
    }

    @Test("a name with a word misspelled is among the first ten", arguments: [4, 5])
    func findsMisspelled(seed: Int) throws {
        let names = IndexTestNames.names(1_000, seed: seed)
        let index = try Self.index(names)
        var random = SeededGenerator(seed: seed + 100)
        var missed: [String] = []
        for (number, name) in names.enumerated() where number.isMultiple(of: 3) {
            let words = name.latin.split(separator: " ").map(String.init)
            let query = IndexTestNames.keys([IndexTestNames.misspelled(words[0], using: &random), words[1]])
            let found = index.candidates(for: query, limit: 10)
            if !found.contains(where: { $0.name == Int32(number) }) { missed.append("\(name.latin) as \(query.latin)") }
        }
        #expect(missed.count <= 5, "\(missed)")
    }

    @Test("the order in which names are given changes nothing but their numbers", arguments: [7, 8])
    func orderDoesNotMatter(seed: Int) throws {
        let names = IndexTestNames.names(800, seed: seed)
        var random = SeededGenerator(seed: seed)
        let shuffled = Array(names.enumerated()).shuffled(using: &random)
        let one = try Self.index(names)
        let other = try CandidateIndex(shuffled.map { (Int32($0.offset), $0.element) })
        for query in IndexTestNames.names(300, seed: seed + 1) {
            #expect(one.candidates(for: query) == other.candidates(for: query))
        }
    }

    @Test("an index that was used answers like a new one", arguments: [9])
    func leavesNothingBehind(seed: Int) throws {
        let names = IndexTestNames.names(400, seed: seed)
        let queries = IndexTestNames.names(100, seed: seed + 1)
        let used = try Self.index(names)
        for query in queries { _ = used.candidates(for: query) }
        for query in queries.prefix(8) {
            #expect(try used.candidates(for: query) == Self.index(names).candidates(for: query))
        }
    }

    @Test("many tasks may ask one index at once")
    func answersManyAtOnce() async throws {
        let index = try Self.index(IndexTestNames.names(500, seed: 10))
        let queries = IndexTestNames.names(200, seed: 11)
        let expected = queries.map { index.candidates(for: $0) }
        let found = await withTaskGroup(of: (Int, [Candidate]).self) { group in
            for (number, query) in queries.enumerated() {
                group.addTask { (number, index.candidates(for: query)) }
            }
            var found = [[Candidate]](repeating: [], count: queries.count)
            for await (number, candidates) in group { found[number] = candidates }
            return found
        }
        #expect(found == expected)
    }

    @Test("no more candidates are given than asked for, and none twice", arguments: [0, 1, 7, 50, 100_000])
    func keepsTheLimit(limit: Int) throws {
        let index = try Self.index(IndexTestNames.names(300, seed: 12))
        for query in IndexTestNames.names(50, seed: 13) {
            let found = index.candidates(for: query, limit: limit)
            #expect(found.count <= limit)
            #expect(Set(found.map(\.name)).count == found.count)
            #expect(found.map(\.estimate) == found.map(\.estimate).sorted(by: >))
        }
    }
}

@Suite("Ways to a candidate")
struct IndexChannelTests {
    /// A query, the name it must find, and why it is hard.
    struct Way: CustomTestStringConvertible {
        let id: String
        let query: NameKeys
        let name: NameKeys
        var testDescription: String { id }
    }

    static let ways = [
        Way(
            id: "the first letter of a short word",
            query: IndexTestNames.keys(["bokia"]),
            name: IndexTestNames.keys(["nokia"])
        ),
        Way(
            id: "two letters of a long word",
            query: IndexTestNames.keys(["kambrikom"]),
            name: IndexTestNames.keys(["cambrikon"])
        ),
        Way(
            id: "a word split",
            query: IndexTestNames.keys(["bright", "stone", "optics"], brands: 2),
            name: IndexTestNames.keys(["brightstone", "optics"])
        ),
        Way(
            id: "words joined",
            query: IndexTestNames.keys(["brightstone", "optics"]),
            name: IndexTestNames.keys(["bright", "stone", "optics"], brands: 2)
        ),
        Way(
            id: "words in another order",
            query: IndexTestNames.keys(["optics", "stone", "bright"], brands: 3),
            name: IndexTestNames.keys(["bright", "stone", "optics"], brands: 2)
        ),
        Way(
            id: "initial letters for a name",
            query: IndexTestNames.keys(["bso"]),
            name: IndexTestNames.keys(["bright", "stone", "optics"], brands: 2)
        ),
        Way(
            id: "a name for initial letters",
            query: IndexTestNames.keys(["bright", "stone", "optics"], brands: 2),
            name: IndexTestNames.keys(["bso"])
        ),
        Way(
            id: "a Han character in the middle",
            query: NameKeys(exact: ["浪潮电予信息"], han: "浪潮电予信息"),
            name: NameKeys(exact: ["浪潮电子信息"], han: "浪潮电子信息")
        ),
        Way(
            id: "one of two Han characters",
            query: NameKeys(exact: ["壁刃"], han: "壁刃"),
            name: NameKeys(exact: ["壁仞"], han: "壁仞")
        ),
        Way(
            id: "syllables written as other words",
            query: NameKeys(exact: ["x"], latin: "x", syllables: ["han", "wu", "ji"]),
            name: NameKeys(exact: ["y"], latin: "y", syllables: ["bei", "jin", "han", "wu", "ji"])
        ),
        Way(
            id: "a name of one letter",
            query: IndexTestNames.keys(["x"]),
            name: IndexTestNames.keys(["x", "systems"])
        ),
    ]

    @Test("a name is found in spite of", arguments: ways)
    func finds(_ way: Way) throws {
        let others = IndexTestNames.names(400, seed: 20)
        let index = try CandidateIndex(
            (others + [way.name]).enumerated().map { (Int32($0.offset), $0.element) }
        )
        let found = index.candidates(for: way.query, limit: 10)
        #expect(found.contains { $0.name == Int32(others.count) })
    }

    @Test(
        "odd names and queries give an answer",
        arguments: [
            NameKeys(),
            NameKeys(latin: String(repeating: "a", count: 10_000)),
            NameKeys(latin: String(repeating: "kalo ", count: 10_000)),
            NameKeys(brands: Array(repeating: "kalovetra", count: 5_000)),
            NameKeys(exact: [""], latin: " ", brands: [""], syllables: [""], acronyms: [""]),
            NameKeys(han: String(repeating: "华中", count: 5_000)),
            NameKeys(latin: "\u{0}\u{7f}\u{202e} \u{10ffff}", brands: ["\u{202e}"]),
        ]
    )
    func oddNames(_ keys: NameKeys) throws {
        let names = IndexTestNames.names(200, seed: 21) + [keys]
        let index = try CandidateIndex(names.enumerated().map { (Int32($0.offset), $0.element) })
        #expect(index.candidates(for: keys).count <= 50)
        #expect(index.candidates(for: names[0]).first?.name == 0)
    }

    @Test("an empty index has no candidates")
    func emptyIndex() throws {
        let index = try CandidateIndex([])
        #expect(index.candidates(for: IndexTestNames.keys(["kalo"])).isEmpty)
    }
}
