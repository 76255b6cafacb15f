import Facts
import Foundation
import Quantities
import TestSupport
import Testing

/// Orders whose parties are screened against small made-up lists.
@Suite("check --screen")
struct CheckScreenTests {
    private static let header =
        "source,entity_number,programs,name,addresses,alt_names,license_requirement,source_list_url,"
        + "federal_register_notice\n"
    private static let entityList = """
        Entity List (EL) - Bureau of Industry and Security,,,"Oriel Quantum Devices Co., Ltd.",CN,,All items,u,1 FR 2
        Entity List (EL) - Bureau of Industry and Security,,,"Bramling Compute Works",CN,,All items,u,1 FR 3

        """
    private static let otherLists = """
        Military End User (MEU) List - Bureau of Industry and Security,,,"Tarnfield Avionics Plant",CN,,,u,1 FR 4
        Specially Designated Nationals (SDN) - Treasury Department,1,SDGT,"Velmora Shipping Line",IR,,,u,

        """
    private static let owners = """
        owner,owned,percent,from,owned_country
        "Oriel Quantum Devices Co., Ltd.",Harbour Data Ltd,30,2024-01-01,SG
        Bramling Compute Works,Harbour Data Ltd,20,2024-01-01,SG
        Quiet Lake Holdings,Harbour Data Ltd,50,2024-01-01,SG

        """

    /// A folder with a store of lists and a graph of owners.
    private struct Scene {
        let folder = try? ScratchFolder()
        let store: String
        let owners: String

        init(_ rows: String = entityList + otherLists, owners: String = CheckScreenTests.owners) throws {
            let folder = try #require(folder)
            let list = try folder.file("list.csv", header + rows)
            store = folder.url.appending(path: "store.sqlite").path(percentEncoded: false)
            self.owners = try folder.file("owners.csv", owners)
            let made = try PassgateRun([
                "lists", "import", list, "--as-of", "2026-11-20", "--store", store, "--rulebook", "rulebook",
            ])
            try #require(made.status == 0, "\(made.errors)")
        }

        func check(_ line: String, input: String = "") throws -> PassgateRun {
            let line = line.replacing("STORE", with: store).replacing("OWNERS", with: owners)
            return try PassgateRun("check --rulebook rulebook --screen \(line)", input: input)
        }

        func document(_ line: String, input: String = "") throws -> JSONNode {
            let run = try check(line + " --json", input: input)
            try #require(!run.output.isEmpty, "\(run.errors)")
            return try JSONReader.node(in: Array(run.output.utf8), file: "out")
        }
    }

    private static let order = "--chip \"H200 SXM5 141GB\" --to SG --from US --store STORE"

    private func found(_ fact: String, in document: JSONNode) throws -> JSONNode {
        try #require(document["assumed"]?.array?.first { $0["fact"]?.string == fact }, "\(fact)")
    }

    private func reason(_ rule: String, in document: JSONNode) -> JSONNode? {
        document["gates"]?["us"]?["because"]?.array?.first { $0["rule"]?.string == rule }
    }

    // MARK: Owners

    @Test(
        "a subsidiary owned half by listed parties is answered by the state of the rule on the day, with the proof",
        arguments: [
            ("2025-10-15", "us.744.11.affiliates.1", "restricted"),
            ("2026-01-15", nil, "not_applied, would be restricted"),
            ("2026-11-15", "us.744.11.affiliates.2", "restricted"),
        ]
    )
    func days(_ day: String, _ rule: String?, _ status: String) throws {
        let scene = try Scene()
        let line = Self.order + " --buyer \"Harbour Data Ltd\" --owners OWNERS --on \(day)"
        let document = try scene.document(line)
        let share = try found("buyer.listed_ownership_pct", in: document)
        #expect(share["value"]?.factValue == .decimal(50))
        #expect(share["source"]?.string == "screening")
        let why = try #require(share["why"]?.string)
        #expect(why.contains("50.00 % of Harbour Data Ltd"))
        #expect(why.contains("Bramling Compute Works holds 20.00 %; it counts"))
        for name in ["us.744.11.affiliates.1", "us.744.11.affiliates.2"] {
            #expect((reason(name, in: document)?["value"]?.factValue == .bool(true)) == (name == rule), "\(name)")
        }
        let licence = document["gates"]?["us"]?["answers"]?["us.licence"]?.string
        #expect((licence == "required") == (rule != nil))

        let page = try scene.check(line)
        #expect(page.output.contains("\nSCREENING\n"))
        #expect(page.output.contains("BIS Affiliates Rule: \(status)"))
        let section = try #require(page.output.range(of: "\nSCREENING\n"))
        let assumed = try #require(page.output.range(of: "\nUSED WITHOUT BEING TOLD\n"))
        #expect(section.upperBound < assumed.lowerBound)
    }

    @Test("--explain adds the proof from owner to listing")
    func proof() throws {
        let scene = try Scene()
        let line = Self.order + " --buyer \"Harbour Data Ltd\" --owners OWNERS --on 2026-11-15"
        let listing = "Bramling Compute Works stands on the Entity List"
        #expect(try !scene.check(line).output.contains(listing))
        #expect(try scene.check(line + " --explain").output.contains(listing))
    }

    @Test("an owner that may be listed leaves the share open, and a share below the rule is told as it is")
    func openOwner() throws {
        let scene = try Scene(
            owners: Self.owners.replacing("\"Oriel Quantum Devices Co., Ltd.\"", with: "Oriel Quantum Works")
        )
        let line = Self.order + " --buyer \"harbour data LTD.\" --owners OWNERS --on 2026-11-15"
        let document = try scene.document(line)
        #expect(try found("buyer.listed_ownership_pct", in: document)["value"]?.content == .null)
        #expect(try scene.check(line).output.contains("BIS Affiliates Rule: undetermined"))
    }

    @Test("a buyer that is not in the graph has owners that nobody knows")
    func notInGraph() throws {
        let document = try Scene()
            .document(
                Self.order + " --buyer \"Pelican Freight\" --owners OWNERS --on 2026-11-15 --profile screened-clean"
            )
        for fact in ["buyer.listed_ownership_pct", "buyer.listed_owner_known", "buyer.listed_ownership_pct_known"] {
            let entries = document["assumed"]?.array?.filter { $0["fact"]?.string == fact } ?? []
            #expect(entries.count == 1)
            #expect(entries.first?["value"]?.content == .null)
            #expect(entries.first?["why"]?.string?.contains("is not in the graph of owners") == true)
        }
    }

    @Test("the table of parties is the first source for headquarters, the graph the next")
    func headquarters() throws {
        let graph = """
            {"nodes": [{"id": "ByteDance", "hq_country": "SG", "country": "SG"}, {"id": "Pelican Freight", "hq_country": "SG"}],
             "edges": []}
            """
        let scene = try Scene(owners: graph)
        let known = try scene.document(Self.order + " --buyer ByteDance --owners OWNERS --on 2026-11-15")
        let entries = known["assumed"]?.array?.filter { $0["fact"]?.string == "buyer.hq_country" } ?? []
        #expect(entries.map { $0["source"]?.string } == ["table"])
        #expect(entries.first?["value"]?.string == "CN")
        let other = try scene.document(Self.order + " --buyer \"Pelican Freight\" --owners OWNERS --on 2026-11-15")
        let found = try found("buyer.hq_country", in: other)
        #expect(found["source"]?.string == "screening")
        #expect(found["value"]?.string == "SG")
    }

    // MARK: Lists

    @Test("a listed buyer is listed, with list, entry, day and score as the reason")
    func listed() throws {
        let document = try Scene().document(Self.order + " --buyer \"Bramling Compute Works\" --on 2026-11-15")
        let entry = try found("buyer.entity_listed", in: document)
        #expect(entry["value"]?.factValue == .bool(true))
        let why = try #require(entry["why"]?.string)
        for part in ["Entity List of 2026-11-20", "EL:bramling compute works", "1 FR 3", "score"] {
            #expect(why.contains(part), "\(part)")
        }
        #expect(try found("buyer.sdn_744_8", in: document)["value"]?.factValue == .bool(false))
    }

    @Test("a match to be settled keeps its fact unknown, whatever a profile assumes, and can't be stated away")
    func review() throws {
        let scene = try Scene()
        let line = Self.order + " --buyer \"Oriel Quantum Works\" --on 2026-11-15"
        let entry = try found("buyer.entity_listed", in: scene.document(line + " --profile screened-clean"))
        #expect(entry["value"]?.content == .null)
        #expect(entry["suspected"]?.factValue == .bool(true))
        #expect(entry["why"]?.string?.contains("to be settled") == true)
        let page = try scene.check(line + " --profile screened-clean")
        #expect(page.status == 3)
        #expect(page.output.contains("to be reviewed"))
        #expect(page.output.contains("passgate screen 'Oriel Quantum Works' --keep"))

        let away = try scene.check(line + " --fact buyer.entity_listed=false")
        #expect(away.status == 2)
        #expect(away.errors.contains("order.contradiction"))
        #expect(away.errors.contains("stated as `false`"))
        #expect(away.errors.contains("to be settled"))
        #expect(try scene.check(line + " --fact buyer.entity_listed=true --json").output.contains("\"verdict\""))
    }

    @Test("a statement against a finding is refused, telling both")
    func contradiction() throws {
        let run = try Scene()
            .check(Self.order + " --buyer \"Bramling Compute Works\" --on 2026-11-15 --fact buyer.entity_listed=false")
        #expect(run.status == 2)
        #expect(run.errors.contains("--fact:1:1: error[order.contradiction]"))
        #expect(run.errors.contains("stated as `false`"))
        #expect(run.errors.contains("screening found `true`"))
        #expect(run.errors.contains("EL:bramling compute works"))
    }

    @Test("a list that is not in the store leaves its facts unknown, those about owners too")
    func missingList() throws {
        let scene = try Scene(
            Self.entityList,
            owners: Self.owners.replacing("Bramling Compute Works", with: "Tern Fund")
        )
        let line = Self.order + " --buyer \"Harbour Data Ltd\" --owners OWNERS --on 2026-11-15"
        let document = try scene.document(line + " --profile screened-clean")
        #expect(try found("buyer.entity_listed", in: document)["value"]?.factValue == .bool(false))
        for fact in ["buyer.sdn_744_8", "buyer.military_end_user", "buyer.listed_ownership_pct"] {
            let entry = try found(fact, in: document)
            #expect(entry["value"]?.content == .null, "\(fact)")
            #expect(entry["why"]?.string?.contains("is not in the store") == true, "\(fact)")
        }
        // What is listed is known to be so all the same.
        #expect(try found("buyer.listed_owner_known", in: document)["value"]?.factValue == .bool(true))
        #expect(try scene.check(line).output.contains("not in the store: "))
    }

    @Test("without a store nothing is known, and the page says so")
    func noStore() throws {
        let folder = try ScratchFolder()
        let home = folder.url.path(percentEncoded: false)
        let arguments =
            "check --rulebook rulebook --screen --chip \"H200 SXM5 141GB\" --to SG --on 2026-11-15"
            + " --buyer \"Pelican Freight\" --profile screened-clean"
        let page = try PassgateRun(arguments, environment: ["HOME": home, "COLUMNS": "200"])
        #expect(page.output.contains("No list is in the store"))
        let run = try PassgateRun(arguments + " --json", environment: ["HOME": home])
        let document = try JSONReader.node(in: Array(run.output.utf8), file: "out")
        #expect(try found("buyer.entity_listed", in: document)["value"]?.content == .null)
        let named = try PassgateRun(arguments + " --store \(home)/none.sqlite", environment: ["HOME": home])
        #expect(named.status == 2)
        #expect(named.errors.contains("store.missing"))
    }

    // MARK: Parties and documents

    private static let parties = """
        {"id": "PO-17", "facts": {"chip.name": "H200 SXM5 141GB", "order.to": "SG", "order.from": "US",
          "order.date": "2026-11-15"},
         "parties": [{"role": "purchaser", "name": "Pelican Freight"},
                     {"role": "end_user", "name": "Harbour Data Ltd"},
                     {"role": "intermediate_consignee", "name": "Bramling Compute Works"},
                     {"role": "ultimate_consignee"}]}
        """
    private static let legs = """
        {"facts": {"chip.name": "H200 SXM5 141GB", "order.date": "2026-01-15", "buyer.name": "Harbour Data Ltd"},
         "legs": [{"from": "TW", "to": "US"}, {"from": "US", "to": "SG", "date": "2026-11-15"},
                  {"from": "US", "to": "SG", "buyer": "Bramling Compute Works"}]}
        """

    @Test("every party is screened, one without a name stays unknown, and one that is listed counts for all")
    func everyParty() throws {
        let document = try Scene().document("--facts - --store STORE --owners OWNERS", input: Self.parties)
        for (place, value) in [(0, false), (1, false), (2, true)] {
            let entry = try found("parties[\(place)].entity_listed", in: document)
            #expect(entry["value"]?.factValue == .bool(value))
        }
        #expect(try found("parties[3].entity_listed", in: document)["value"]?.content == .null)
        #expect(try found("parties[1].listed_ownership_pct", in: document)["value"]?.factValue == .decimal(50))
        let listing = try #require(
            document["gates"]?["us"]?["because"]?.array?
                .first { $0["read"]?["buyer.entity_listed"]?.factValue == .bool(true) }
        )
        #expect(listing["value"]?.factValue == .bool(true))
    }

    @Test(
        "a document with findings gives the same bytes again without lists and owners",
        arguments: [
            ("--chip H200 --to SG --from US --buyer \"Harbour Data Ltd\" --owners OWNERS --on 2026-11-15", ""),
            (
                "--chip H200 --to SG --from US --buyer \"Oriel Quantum Works\" --on 2026-11-15 --profile screened-clean",
                ""
            ),
            ("--facts - --owners OWNERS --profile screened-clean", parties),
            ("--facts - --owners OWNERS", legs),
        ]
    )
    func replay(_ line: String, _ order: String) throws {
        let scene = try Scene()
        let first = try scene.check(line + " --store STORE --json", input: order)
        try #require(!first.output.isEmpty, "\(first.errors)")
        #expect(first.output.contains("\"source\":\"screening\"") || first.output.contains("\"source\": \"screening\""))
        let folder = try ScratchFolder()
        let again = try PassgateRun(["check", "--rulebook", "rulebook", "--replay", try folder.file("d", first.output)])
        let count = first.output.split(separator: "\n").count
        #expect(again.output == String(repeating: "the same bytes\n", count: count), "\(again.errors)")
    }

    @Test("each leg is screened for its own day and buyer")
    func eachLeg() throws {
        let document = try Scene().document("--facts - --store STORE --owners OWNERS", input: Self.legs)
        let legs = try #require(document["legs"]?.array)
        #expect(
            try legs.map { try found("buyer.entity_listed", in: $0)["value"]?.factValue } == [
                .bool(false), .bool(false), .bool(true),
            ]
        )
    }

    @Test(
        "wrong calls are refused",
        arguments: [
            ("--owners OWNERS", false, "go with --screen"),
            ("--store STORE", false, "go with --screen"),
            ("--store STORE --owners none.csv", true, "none.csv"),
            ("--store STORE --owners Tests/OwnershipTests/Fixtures/cases.json", true, "call.several-graphs"),
            ("--store STORE --fact buyer.name=Ltd", true, "party.no-name"),
            ("--store STORE --replay OWNERS", true, "--replay takes the order from its file"),
        ]
    )
    func wrongCalls(_ line: String, _ isScreening: Bool, _ words: String) throws {
        let scene = try Scene()
        let line =
            "check --rulebook rulebook --chip H200 --to SG --on 2026-11-15 " + (isScreening ? "--screen " : "") + line
        let run = try PassgateRun(line.replacing("STORE", with: scene.store).replacing("OWNERS", with: scene.owners))
        #expect(run.status == 2 || run.status == 64)
        #expect(run.errors.contains(words), "\(run.errors)")
    }
}
