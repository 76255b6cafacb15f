import Facts
import Testing

@Suite("check --ask")
struct AskTests {
    private let line = "check --chip H200 --to CN --buyer ByteDance --on 2026-02-15 --ask --json"

    @Test("an answer that settles the verdict ends the questions")
    func settles() throws {
        let run = try PassgateRun(line, input: "US\n\nyes\nyes\nyes\nyes\nyes\n")
        let documents = try run.output.split(separator: "\n")
            .map { try JSONReader.node(in: Array($0.utf8), file: "output") }
        #expect(documents.map { $0["verdict"]?.string } == ["closed", "closed"])
        #expect(run.status == 1)
        #expect(run.errors.contains("1. From which country are the goods shipped?"))
    }

    @Test("an empty answer means that it is not known, and each question is put once")
    func unknown() throws {
        let assumed = "--profile certified --profile private-buyer --profile screened-clean"
        let run = try PassgateRun("\(line) \(assumed)", input: String(repeating: "\n", count: 200))
        #expect(run.status == 3)
        let questions = run.errors.split(separator: "\n").filter { $0.contains("?") }
        #expect(Set(questions).count == questions.count)
    }

    @Test("a question mark explains, a wrong answer is asked again, and the end of input ends the questions")
    func explains() throws {
        let run = try PassgateRun(line, input: "?\nNowhere\n")
        #expect(run.errors.contains("order.from: "))
        #expect(run.errors.contains("`Nowhere` is not a country"))
        #expect(run.status == 3)
    }

    @Test("nothing is asked where the verdict is settled")
    func settled() throws {
        let run = try PassgateRun("check --chip H20 --to US --from TW --on 2026-02-15 --ask --json")
        #expect(run.errors == "")
        #expect(run.status == 0)
    }

    @Test("facts without which no order is decided are asked first")
    func required() throws {
        let run = try PassgateRun("check --chip H20 --from TW --on 2026-02-15 --ask --json", input: "US\n")
        #expect(run.errors.contains("To which country do the goods go"))
        #expect(run.status == 0)
    }
}
