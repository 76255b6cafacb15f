import Diagnostics
import Quantities
import Screening
import Testing

@Suite("Layouts of list files")
struct FormatTests {
    @Test("the consolidated table: several lists, cells with several texts, quirks")
    func consolidatedTable() throws {
        let text = """
            source,entity_number,type,programs,name,addresses,federal_register_notice,start_date,end_date,\
            license_requirement,license_policy,remarks,source_list_url,alt_names,ids
            Entity List (EL) - Bureau of Industry and Security,,,,"Alpha Chips Co., Ltd.","1 Road, Town, China, CN; \
            2 Road, Kowloon, HK",83 FR 37423,2018-08-01,,For all items subject to the EAR. (See §§ 734.9(e)(2) and \
            744.11 of the EAR)4,Presumption of denial,,http://x,"Alpha; Alpha Semi; and Alpha Research",
            Specially Designated Nationals (SDN) - Treasury Department,123,Individual,NPWMD; FTO,"RIM, Ryong",TR,,,,,,,\
            http://y,[],"Passport, 8, KP"
            """
        let batches = try Lists.read(["c.csv": text]).batches
        #expect(batches.map(\.list) == ["EL", "SDN"])
        let alpha = try #require(batches[0].entries.first)
        #expect(alpha.key == "alpha chips co ltd")
        #expect(alpha.aliases.map(\.text) == ["Alpha", "Alpha Research", "Alpha Semi"])
        #expect(alpha.countries == ["CN", "HK"])
        #expect(alpha.addresses.count == 2)
        #expect(alpha.citation == "83 FR 37423")
        #expect(alpha.starts == CalendarDate(iso: "2018-08-01"))
        #expect(alpha.policy == "Presumption of denial")
        let rim = try #require(batches[1].entries.first)
        #expect(rim.key == "#123")
        #expect(rim.kind == .person)
        #expect(rim.programmes == ["FTO", "NPWMD"])
        #expect(rim.aliases.isEmpty)
        #expect(rim.identifiers == [.init(value: "Passport, 8, KP")])
    }

    @Test("the compact copy: indexes into tables, bare addresses kept aside")
    func compact() throws {
        let text = """
            {"sourceGeneratedAt": "2026-07-31T13:15:00+00:00",
             "tables": {"sources": ["Entity List (EL) - Bureau of Industry and Security"],
                        "licenceRequirements": ["All items"], "licencePolicies": ["Denial"], "programmes": ["A; B"],
                        "urls": ["u"]},
             "entries": [{"n": "Alpha", "a": null, "s": 0, "c": ["CN"], "lr": 0, "lp": 0, "pg": 0, "u": 0},
                         {"n": "Address 01", "s": 0, "c": ["HK"]}]}
            """
        let batch = try #require(try Lists.read(["c.json": text]).batches.first)
        #expect(batch.asOf == CalendarDate(iso: "2026-07-31"))
        #expect(batch.nameCount == 1)
        let alpha = try #require(batch.entries.first { $0.kind != .address })
        #expect(alpha.requirement == "All items")
        #expect(alpha.policy == "Denial")
        #expect(alpha.programmes == ["A", "B"])
        #expect(alpha.url == "u")
        #expect(batch.entries.contains { $0.kind == .address && $0.countries == ["HK"] })
    }

    @Test("the Treasury's originals: files joined by content, whatever their names")
    func originals() throws {
        let reading = try Lists.read([
            "1": "36,12,\"aka\",\"AERO-CARIBBEAN\",-0- \r\n\u{1A}",
            "2": "36,\"AEROCARIBBEAN AIRLINES\",-0- ,\"CUBA] [SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"
                + "\"Phone 1; a.k.a. 'AC'; a.k.a. 'LO\"\r\n\u{1A}",
            "3": "36,25,\"1 Calle\",\"Havana\",\"Cuba\",-0- \r\n\u{1A}",
            "4": "36,\"NG TAIL'.\"\r\n",
        ])
        let batch = try #require(reading.batches.first)
        #expect(batch.list == "SDN")
        #expect(batch.files.count == 4)
        let entry = try #require(batch.entries.first)
        #expect(entry.kind == .entity)
        #expect(entry.programmes == ["CUBA", "SDGT"])
        #expect(entry.countries == ["CU"])
        #expect(entry.addresses.map(\.text) == ["1 Calle, Havana, Cuba"])
        #expect(
            entry.aliases == [
                .init("AC", kind: "weak", isWeak: true), .init("AERO-CARIBBEAN", kind: "aka"),
                .init("LONG TAIL", kind: "weak", isWeak: true),
            ]
        )
        #expect(reading.notes.isEmpty)
    }

    @Test("an original without its parts is taken with a warning, a part without its original is refused")
    func lonelyParts() throws {
        let main = "36,\"A\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n"
        #expect(
            try Lists.read(["sdn": main]).notes.map { "\($0.code)" } == Array(repeating: "list.missing-part", count: 3)
        )
        #expect(try Lists.problems(["alt": "36,12,\"aka\",\"B\",-0- \n"]) == ["list.lone-part"])
        #expect(try Lists.problems(["a": main, "b": "37,12,\"aka\",\"B\",-0- \n"]) == ["list.lone-part"])
        #expect(
            try Lists.problems(["a": main, "b": "36,12,\"aka\",\"B\",-0- \n", "c": "36,13,\"aka\",\"C\",-0- \n"])
                == ["list.twice"]
        )
    }

    @Test("other Treasury lists are told by programme")
    func otherOriginals() throws {
        func row(_ id: Int, _ programme: String) -> String {
            "\(id),\"N\(id)\",-0- ,\"\(programme)\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n"
        }
        let text = row(1, "NS-PLC") + row(2, "SDGT] [NS-PLC") + row(3, "UKRAINE-EO13662") + row(4, "CAATSA - RUSSIA")
        let batches = try Lists.read(["cons": text]).batches
        #expect(batches.map(\.list) == ["NS-MBS", "PLC", "SSI"])
        #expect(batches.map(\.entries.count) == [1, 2, 1])
    }

    @Test("denied persons: tabs, American dates, a slip in a date")
    func denied() throws {
        let text = """
            "Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t\
            "Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"
            " I. ASH"\t"1 ROAD"\t"SEAGOVILLE"\t"TX"\t"US"\t"75159"\t"06/19/2003"\t"06/29/2056"\t"Y"\t"2007-01-31"\t\
            "UPDATED"\t"68 F.R. 38290"
            "B"\t""\t""\t""\t""\t""\t"06/19/2003"\t""\t"Y"\t"3017-08-22"\t""\t""
            """
        let batch = try #require(
            try Lists.read(["dpl": text]) { $0.today = CalendarDate(iso: "2026-11-24") }.batches.first
        )
        #expect(batch.list == "DPL")
        #expect(batch.asOf == CalendarDate(iso: "2007-01-31"))
        let ash = try #require(batch.entries.first { $0.name == "I. ASH" })
        #expect(ash.countries == ["US"])
        #expect(ash.ends == CalendarDate(iso: "2056-06-29"))
        #expect(ash.addresses.map(\.text) == ["1 ROAD, SEAGOVILLE, TX, 75159, US"])
        #expect(try ash.counts(on: Lists.date("2003-06-19")))
        #expect(try !ash.counts(on: Lists.date("2003-06-18")))
        #expect(try !ash.counts(on: Lists.date("2056-06-30")))
    }

    @Test("one list as JSON: measures that are over are marked, not dropped")
    func agencyDocument() throws {
        let text = """
            {"list_id": "state-nonproliferation", "extracted": "2026-07-09", "entities": [
             {"name": "Gone", "aliases": ["G"], "country": "Burma", "notes": "Authority: X; status: Expired"},
             {"name": "Mixed", "aliases": [], "country": null, "notes": "status: Expired | status: Active"}]}
            """
        let batch = try #require(try Lists.read(["isn.json": text]).batches.first)
        #expect(batch.list == "ISN")
        #expect(batch.entries.map(\.isEnded) == [true, false])
        #expect(batch.entries[0].countries == ["MM"])
    }

    @Test("XML: parts of names, original script, weak names by quality")
    func xml() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- generated -->
            <CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL>
            <FIRST_NAME>ERIC</FIRST_NAME><SECOND_NAME>B &amp; C</SECOND_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE>
            <REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
            <NAME_ORIGINAL_SCRIPT>&#x963F;</NAME_ORIGINAL_SCRIPT>
            <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>E</ALIAS_NAME></INDIVIDUAL_ALIAS>
            <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
            <INDIVIDUAL_ADDRESS><CITY>Goma</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY>
            </INDIVIDUAL_ADDRESS></INDIVIDUAL></INDIVIDUALS>
            <ENTITIES><ENTITY><FIRST_NAME><![CDATA[TRADING <HOUSE>]]></FIRST_NAME>
            <REFERENCE_NUMBER>CDe.004</REFERENCE_NUMBER></ENTITY></ENTITIES></CONSOLIDATED_LIST>
            """
        let batch = try #require(try Lists.read(["un.xml": text]).batches.first)
        #expect(batch.list == "UN")
        #expect(batch.asOf == CalendarDate(iso: "2026-02-27"))
        let person = try #require(batch.entries.first { $0.key == "#CDi.001" })
        #expect(person.name == "ERIC B & C")
        #expect(person.kind == .person)
        #expect(person.aliases == [.init("E", kind: "Low", isWeak: true), .init("阿")])
        #expect(person.countries == ["KP"])
        #expect(person.addresses.map(\.text) == ["Goma, Democratic People's Republic of Korea"])
        #expect(batch.entries.contains { $0.name == "TRADING <HOUSE>" && $0.kind == .entity })
    }

    @Test("FollowTheMoney: sanctions joined to targets, others passed over")
    func followTheMoney() throws {
        let text = """
            {"id": "s1", "schema": "Sanction", "properties": {"entity": ["c1"], "program": ["P1"], "listingDate": ["2020-01-02"]}}
            {"id": "c1", "schema": "Company", "caption": "Alpha", "target": true, "datasets": ["us_ofac_sdn", "xx"], "properties": {"name": ["Alpha", "阿尔法"], "weakAlias": ["AL"], "country": ["cn"], "registrationNumber": ["9"]}}
            {"id": "c2", "schema": "Company", "target": false, "datasets": ["us_ofac_sdn"], "properties": {"name": ["Other"]}}
            {"id": "a1", "schema": "Address", "properties": {"full": ["x"]}}
            """
        let batch = try #require(try Lists.read(["entities.ftm.json": text]).batches.first)
        #expect(batch.list == "SDN")
        #expect(batch.entries.count == 1)
        let alpha = try #require(batch.entries.first)
        #expect(alpha.aliases == [.init("AL", kind: "weak", isWeak: true), .init("阿尔法")])
        #expect(alpha.programmes == ["P1"])
        #expect(alpha.listed == CalendarDate(iso: "2020-01-02"))
        #expect(alpha.countries == ["CN"])
        #expect(alpha.identifiers == [.init(label: "registration number", value: "9")])
    }

    @Test("the simple table of targets")
    func targets() throws {
        let text = """
            id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,\
            dataset,first_seen,last_seen,last_change
            x-1,Company,Alpha,A;B,,cn;hk,1 Road,,,,,US-1,US BIS Denied Persons List,2023-01-01,2026-02-02,2026-02-01
            """
        let batch = try #require(try Lists.read(["targets.simple.csv": text]).batches.first)
        #expect(batch.list == "DPL")
        #expect(batch.asOf == CalendarDate(iso: "2026-02-02"))
        #expect(batch.entries[0].aliases.map(\.text) == ["A", "B"])
        #expect(batch.entries[0].countries == ["CN", "HK"])
    }
}
