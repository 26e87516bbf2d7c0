import Discovery
import GraphModel

extension EstateBuilder {
    /// Teams and the people on call for them.
    func buildOrganisation() throws(ImportError) {
        for team in 0..<plan.teams.count {
            let domain = EstateNames.domain(team)
            let name = "\(domain)-team-\(team / EstateNames.domains.count + 1)"
            try item(
                "Team", plan.teams, team, name: name,
                [
                    Property("email", .string("\(name)@example.com")), Property("pager", .string("pager-\(team)")),
                ])
        }
        for person in 0..<plan.people.count {
            let name = "on-call-\(EstateNames.padded(person, 5))"
            try item(
                "Person", plan.people, person, name: name,
                [Property("email", .string("\(name)@example.com")), Property("jobTitle", "engineer on call")])
            try relate((plan.people, person), "MEMBER_OF", (plan.teams, person / 3))
        }
    }
}
