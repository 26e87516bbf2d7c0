import Faultline
@main struct Main { static func main() {} }
