import Facts
import Quantities
import TestSupport
import Testing

@Suite("chips")
struct ChipsTests {
    @Test("a chip is shown with how its performance adds up, its sources and the tests it meets")
    func show() throws {
        let run = try PassgateRun("chips show \"nvidia h200 nvl\" --on 2026-02-15")
        try Golden.expect(run.output, is: "CommandsTests/Goldens/chips-show-h200-nvl.txt")
        #expect(run.status == 0)
    }

    @Test("what no source tells stays unknown, and what sources disagree on is marked")
    func unknown() throws {
        let run = try PassgateRun("chips show MI308X --on 2026-02-15")
        #expect(run.output.contains("unknown  sources disagree"))
    }

    @Test("every printed performance is the highest product of its operations and bit length")
    func arithmetic() throws {
        let run = try PassgateRun("chips list --json")
        let chips = try JSONReader.node(in: Array(run.output.utf8), file: "output").array ?? []
        #expect(chips.count > 50)
        for chip in chips where chip["tpp_basis"]?.string == "computed" {
            let products = (chip["operations"]?.array ?? []).compactMap { $0["product"]?.factValue?.number }
            #expect(products.max() == chip["tpp"]?.factValue?.number, "\(chip["chip"]?.string ?? "")")
        }
    }

    @Test("a family shows each of its variants")
    func family() throws {
        let run = try PassgateRun("chips show H100 --json")
        let chips = try JSONReader.node(in: Array(run.output.utf8), file: "output").array ?? []
        #expect(chips.compactMap { $0["chip"]?.string } == ["H100 SXM5 80GB", "H100 PCIe 80GB", "H100 NVL"])
    }

    @Test("the list can be narrowed to a maker")
    func maker() throws {
        let run = try PassgateRun("chips list --maker amd")
        #expect(run.output.contains("MI300X"))
        #expect(!run.output.contains("H200"))
    }
}

extension FactValue {
    fileprivate var number: ExactDecimal? {
        if case .decimal(let number) = self { number } else { nil }
    }
}
