import GraphModel
import Testing

@testable import Discovery

@Suite struct BackstageImporterTests {
    private func run(_ text: String, name: String = "catalog-info.yaml") throws -> ImporterRun {
        try ImporterRun(try BackstageImporter(options: ImporterOptions()), [(name, text)])
    }

    private static func fixture() throws -> String {
        try RepositoryFiles.text("Tests/DiscoveryTests/Backstage/Fixtures/catalog-info.yaml")
    }

    private func entity(_ kind: String, _ name: String, _ spec: String = "{}") -> String {
        "apiVersion: backstage.io/v1alpha1\nkind: \(kind)\nmetadata: {name: \(name)}\nspec: \(spec)\n"
    }

    @Test func catalogue() throws {
        let run = try run(try Self.fixture())
        #expect(run.rejections == [])
        #expect(
            run.warnings.map(\.message) == ["1 of kind Location are not read", "1 of kind Template are not read"])
        #expect(
            run.items.map { "\($0.ciClass) \($0.nativeID)" } == [
                "ApplicationDomain domain:default/commerce", "ApplicationSystem system:default/shop",
                "Microservice component:default/cart-service", "API api:default/cart-api",
                "Database resource:default/cart-db", "Team group:default/checkout", "Person user:default/jo",
            ])
        #expect(
            run.edges == [
                "api:default/cart-api OWNED_BY user:default/jo",
                "api:default/cart-api PART_OF system:default/shop",
                "component:default/cart-service DEPENDS_ON component:default/stock-service",
                "component:default/cart-service DEPENDS_ON resource:default/cart-db",
                "component:default/cart-service OWNED_BY group:default/checkout",
                "component:default/cart-service PART_OF system:default/shop",
                "component:default/cart-service PROVIDES api:default/cart-api",
                "component:default/cart-service USES api:payments/payment-api",
                "domain:default/commerce OWNED_BY group:default/platform",
                "group:default/checkout REPORTS_TO group:default/platform",
                "resource:default/cart-db OWNED_BY group:default/platform",
                "resource:default/cart-db PART_OF system:default/shop",
                "system:default/shop OWNED_BY group:default/checkout",
                "system:default/shop PART_OF domain:default/commerce",
                "user:default/jo MEMBER_OF group:default/checkout",
            ], "what both ends state is one relationship")
    }

    @Test func attributes() throws {
        let run = try run(try Self.fixture())
        let cart = try #require(run.item("component:default/cart-service"))
        #expect(
            cart.attributes == [
                Property("name", "Cart-Service"), Property("title", "Cart"),
                Property("description", "Keeps what people want to buy"),
                Property("tags", .list(["java", "tier-1"])), Property("backstageType", "service"),
                Property("repository", "https://git.example.com/shop/cart/"), Property("state", "live"),
            ])
        #expect(cart.position.line == 18)
        #expect(run.attribute("state", of: "api:default/cart-api") == "pilot")
        #expect(run.attribute("apiType", of: "api:default/cart-api") == "openapi")
        #expect(run.attribute("email", of: "group:default/checkout") == "checkout@example.com")
        #expect(run.attribute("title", of: "group:default/checkout") == "Checkout Team")
    }

    @Test func catalogueAsTheAPIListsIt() throws {
        let run = try run(
            """
            [{"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "a", "namespace": "Web"},
              "spec": {"type": "website", "owner": "team-a", "dependsOn": ["other"]}, "relations": []},
             {"apiVersion": "backstage.io/v1alpha1", "kind": "Group",
              "metadata": {"name": "team-a", "namespace": "web"}, "spec": {"type": "team", "children": []}}]
            """, name: "entities.json")
        #expect(run.rejections == [] && run.warnings == [])
        #expect(run.items.map(\.ciClass) == ["Website", "Team"])
        #expect(
            run.edges == [
                "component:web/a DEPENDS_ON component:web/other", "component:web/a OWNED_BY group:web/team-a",
            ])
    }

    @Test func aBadDocumentDoesNotHideTheOthers() throws {
        let run = try run(
            entity("Component", "a") + "---\nkind: [unclosed\n---\n" + entity("Component", "b")
                + "---\n# nothing\n---\n" + entity("Component", "{nested: x}") + "---\njust text\n---\n"
                + entity("System", "s"))
        #expect(
            run.items.map(\.nativeID) == ["component:default/a", "component:default/b", "system:default/s"])
        #expect(run.rejections.map { $0.position?.line } == [7, 17, 20])
        #expect(run.rejections.allSatisfy { $0.kind == .badRecord })
    }

    @Test func badReferencesCostThemselvesOnly() throws {
        let run = try run(entity("Component", "a", "{dependsOn: ['x y', 'a:b:c', '', ok], owner: 'team:'}"))
        #expect(run.edges == ["component:default/a DEPENDS_ON component:default/ok"])
        #expect(run.rejections.count == 4)
    }

    @Test func aRepeatedEntityIsTold() throws {
        let run = try run(entity("Component", "a") + "---\n" + entity("component", "A"))
        #expect(run.items.count == 1 && run.rejections == [])
        #expect(run.warnings.map(\.kind) == [.duplicateIdentity])
    }

    @Test func aliasesAreRefused() throws {
        let bomb = "a: &a [x, x]\nb: [*a, *a]\napiVersion: backstage.io/v1alpha1\nkind: Component\n"
        let run = try run(bomb)
        #expect(run.items.isEmpty && run.rejections.count == 1)
    }

    @Test func recognition() throws {
        func isRecognised(_ text: String) -> Bool {
            BackstageImporter.recognises(Array(text.utf8), fileName: "x.yaml")
        }
        #expect(isRecognised(try Self.fixture()))
        #expect(isRecognised("{\"apiVersion\": \"backstage.io/v1alpha1\", \"kind\": \"API\"}"))
        #expect(!isRecognised("apiVersion: v1\nkind: Pod\nmetadata: {annotations: {backstage.io/kubernetes-id: x}}"))
        #expect(!isRecognised("kind: Pod"))
    }
}
