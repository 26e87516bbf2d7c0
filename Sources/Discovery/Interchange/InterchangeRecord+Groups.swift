import GraphModel

extension InterchangeRecord {
    /// Reads `{"feeds": "atLeast 1", "nodes": {"percent": 60, "of": "site", "memberWeight": 2}}`.
    mutating func readGroups(_ reader: JSONReader) throws(ImportError) {
        try reader.beginObject()
        while try reader.nextKey() {
            let name = try Self.groupName(reader.keyText, reader)
            guard !groups.contains(where: { $0.name == name }) else {
                throw reader.error(.badRecord, "the group `\(name)` is stated twice")
            }
            switch try reader.next() {
            case .string:
                groups.append(try RedundancyGroup(name, threshold: reader.stringText, at: reader.position))
            case .beginObject: groups.append(RedundancyGroup(name: name, try Self.threshold(reader)))
            default: throw Self.badGroup("a group's threshold is text or an object", reader)
            }
        }
    }

    /// Reads a threshold in parts, in any order.
    private static func threshold(_ reader: JSONReader) throws(ImportError) -> GroupThreshold {
        var requirement: GroupThreshold.Requirement?
        var stated = GroupThreshold.all
        while try reader.nextKey() {
            let key = reader.keyText
            if key == "of" {
                stated.parent = try groupName(try reader.readString(), reader)
                continue
            }
            try reader.next()
            guard reader.token == .number, let number = JSONValue.number(reader.number).double, number >= 0 else {
                throw badGroup("`\(key)` needs a number of 0 or more", reader)
            }
            switch key {
            case "memberWeight" where number > 0: stated.weight = number
            case "memberWeight": throw badGroup("the weight of a member is more than 0", reader)
            case "atLeast", "percent", "weight":
                guard requirement == nil else { throw badGroup("a group has one threshold", reader) }
                requirement = try self.requirement(key, number, reader)
            default: throw badGroup("`\(key)` does not belong to a group", reader)
            }
        }
        guard let requirement else { throw badGroup("the group has no threshold", reader) }
        guard stated.weight == 1 || stated.parent != nil else {
            throw badGroup("`memberWeight` needs `of`, the group that this group is a member of", reader)
        }
        stated.requirement = requirement
        return stated
    }

    private static func requirement(
        _ key: String, _ number: Double, _ reader: JSONReader
    ) throws(ImportError) -> GroupThreshold.Requirement {
        switch key {
        case "atLeast":
            guard let count = Int(exactly: number), count <= Int(Int32.max) else {
                throw badGroup("`atLeast` needs a whole number of members", reader)
            }
            return .atLeast(count)
        case "percent":
            guard number <= 100 else { throw badGroup("`percent` needs a number from 0 to 100", reader) }
            return .percent(number)
        default: return .weight(number)
        }
    }

    private static func groupName(_ name: String, _ reader: JSONReader) throws(ImportError) -> String {
        guard !name.isEmpty, !name.utf8.contains(0x20) else {
            throw badGroup("the name of a group is empty or has a space", reader)
        }
        return name
    }

    private static func badGroup(_ reason: String, _ reader: JSONReader) -> ImportError {
        reader.error(.badRecord, reason, advice: RedundancyGroup.advice)
    }
}
