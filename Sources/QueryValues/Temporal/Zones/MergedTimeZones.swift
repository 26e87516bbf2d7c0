/// The zones that the IANA database has merged with another because both have agreed since 1970.
///
/// Some systems install the merged zones, others keep each one's own past. Here the merged zones count everywhere, so
/// that a query gives the same on every machine, and the same as other engines that follow the database's main data.
enum MergedTimeZones {
    /// The zone that stands for a merged one.
    static let main: [String: String] = {
        var main: [String: String] = [:]
        for (zone, merged) in groups {
            for name in merged.split(separator: " ") { main[String(name)] = zone }
        }
        return main
    }()

    private static let groups: [(zone: String, merged: String)] = [
        (
            "Africa/Abidjan",
            "Africa/Accra Africa/Bamako Africa/Banjul Africa/Conakry Africa/Dakar Africa/Freetown "
                + "Africa/Lome Africa/Nouakchott Africa/Ouagadougou Atlantic/Reykjavik Atlantic/St_Helena"
        ),
        ("Africa/Johannesburg", "Africa/Maseru Africa/Mbabane"),
        (
            "Africa/Lagos",
            "Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Libreville Africa/Luanda "
                + "Africa/Malabo Africa/Niamey Africa/Porto-Novo"
        ),
        (
            "Africa/Maputo",
            "Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Kigali Africa/Lubumbashi "
                + "Africa/Lusaka"
        ),
        (
            "Africa/Nairobi",
            "Africa/Addis_Ababa Africa/Asmara Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala "
                + "Africa/Mogadishu Indian/Antananarivo Indian/Comoro Indian/Mayotte"
        ),
        ("America/Panama", "America/Atikokan America/Cayman"),
        ("America/Phoenix", "America/Creston"),
        (
            "America/Puerto_Rico",
            "America/Anguilla America/Antigua America/Aruba America/Blanc-Sablon America/Curacao "
                + "America/Dominica America/Grenada America/Guadeloupe America/Montserrat America/Port_of_Spain "
                + "America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola"
        ),
        ("America/Toronto", "America/Nassau"),
        ("Asia/Bangkok", "Asia/Phnom_Penh Asia/Vientiane Indian/Christmas"),
        ("Asia/Dubai", "Asia/Muscat Indian/Mahe Indian/Reunion"),
        ("Asia/Kuching", "Asia/Brunei"),
        ("Asia/Qatar", "Asia/Bahrain"),
        ("Asia/Riyadh", "Antarctica/Syowa Asia/Aden Asia/Kuwait"),
        ("Asia/Singapore", "Asia/Kuala_Lumpur"),
        ("Asia/Yangon", "Indian/Cocos"),
        ("Europe/Belgrade", "Europe/Ljubljana Europe/Sarajevo Europe/Skopje Europe/Zagreb"),
        ("Europe/Berlin", "Europe/Copenhagen Europe/Oslo Europe/Stockholm"),
        ("Europe/Brussels", "Europe/Amsterdam Europe/Luxembourg"),
        ("Europe/London", "Europe/Guernsey Europe/Isle_of_Man Europe/Jersey"),
        ("Europe/Paris", "Europe/Monaco"),
        ("Europe/Zurich", "Europe/Vaduz"),
        ("Indian/Maldives", "Indian/Kerguelen"),
        ("Pacific/Auckland", "Antarctica/McMurdo"),
        ("Pacific/Guadalcanal", "Pacific/Pohnpei"),
        ("Pacific/Guam", "Pacific/Saipan"),
        ("Pacific/Pago_Pago", "Pacific/Midway"),
        ("Pacific/Port_Moresby", "Antarctica/DumontDUrville Pacific/Chuuk"),
        ("Pacific/Tarawa", "Pacific/Funafuti Pacific/Majuro Pacific/Wake Pacific/Wallis"),
    ]
}
