import Testing

@testable import Discovery

@Suite struct HardwareAddressTests {
    @Test(arguments: ["00:1A:2B:3C:4D:5E", "00-1a-2b-3c-4d-5e", "001a.2b3c.4d5e", "001A2B3C4D5E"])
    func spellings(_ text: String) {
        #expect(HardwareAddress.normalised(text) == "00:1a:2b:3c:4d:5e")
    }

    @Test(arguments: [
        "", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "00:1a:2b:3c:4d", "00:1a:2b:3c:4d:5e:6f", "0g:1a:2b:3c:4d:5e",
    ])
    func nobody(_ text: String) {
        #expect(HardwareAddress.normalised(text) == nil)
    }
}
