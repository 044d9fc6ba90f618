// What the first lines of a plain text say: datelines, bylines, headings, dates.
import Documents
import Testing

@Suite struct PlainTextTests {
  @Test(
    arguments: [
      ("WANA (Jan 31) – Imagine a morning like any other.", "WANA", "XXXX-01-31"),
      ("TEHRAN, Jan. 31, 2024 (Xinhua) -- The talks went on.", "Xinhua", "2024-01-31"),
      ("TEHRAN (Tasnim) – The talks went on.", "Tasnim", nil),
      ("LONDON (Reuters) - The talks went on.", "Reuters", nil),
      ("VIENNA, March 3 (APA) — The talks went on.", "APA", "XXXX-03-03"),
      ("TEHRAN, Jan. 31 (MNA) – The talks went on.", "MNA", "XXXX-01-31"),
      ("Tehran, Jan 31, IRNA – The talks went on.", "IRNA", "XXXX-01-31"),
      ("MOSCOW, January 31. /TASS/. The talks went on.", "TASS", "XXXX-01-31"),
      ("(Reuters) - The talks went on.", "Reuters", nil),
      ("تهران - ایرنا - گفت‌وگوها ادامه یافت.", "ایرنا", nil),
      ("تهران (ایسنا) - گفت‌وگوها ادامه یافت.", "ایسنا", nil),
      ("القدس (رويترز) - استمرت المحادثات.", "رويترز", nil),
      ("A heading of some words\n\nLONDON (Reuters) - The talks went on.", "Reuters", nil),
    ] as [(String, String, String?)]) func dateline(text: String, publisher: String, date: String?) throws
  {
    let document = try read(text, "a.txt")
    #expect(document.publisher == publisher)
    #expect(document.publishedOn == date)
    #expect(document.text == text)
  }

  @Test(
    "What only looks like a dateline is none",
    arguments: [
      "The ministry (which had said nothing) – or so it seemed – spoke.",
      "Washington - the city - was quiet.",
      "Iran–U.S. relations are an old story, and a long one.",
      "He said (and meant) that it was over.",
      "Khamenei (84) – the leader – spoke.",
      "A well-known story, told again – and again.",
    ]) func noDateline(text: String) throws
  {
    let document = try read(text, "a.txt")
    #expect(document.publisher == nil)
    #expect(document.publishedOn == nil)
  }

  @Test func headingAndByline() throws {
    let document = try read("Harbour opens\nBy Jane Roe and John Doe\n\n\(paragraphs[0])\n", "a.txt")
    #expect(document.title == "Harbour opens")
    #expect(document.authors == ["Jane Roe", "John Doe"])
    #expect(document.language == "en")
    let prose = try read("By Monday he was gone.\n\n\(paragraphs[0])", "a.txt")
    #expect(prose.authors == [])
    #expect(prose.title == nil)
  }

  @Test(
    arguments: [
      ("Jan 31", "XXXX-01-31"), ("31 January 2024", "2024-01-31"), ("January 31st, 2024", "2024-01-31"),
      ("Wed, 31 Jan 2024 10:00:00 GMT", "2024-01-31"), ("2024/01/31", "2024-01-31"),
      ("31/01/2024", "2024-01-31"),
      ("31 de enero de 2024", "2024-01-31"), ("31 يناير 2024", "2024-01-31"),
      ("۳۱ ژانویه ۲۰۲۴", "2024-01-31"),
      ("January 2024", "2024-01"), ("2024", "2024"), ("29 February 2023", nil), ("03/04/2024", nil),
      ("yesterday", nil),
      ("2 hours ago", nil), ("1402/11/11", nil),
    ] as [(String, String?)]) func writtenDates(text: String, date: String?) throws
  {
    #expect(try read(page(head: "<meta name='date' content='\(text)'>")).publishedOn == date)
  }

  @Test(
    arguments: [
      (paragraphs[1], "en"),
      (
        "Der Hafen von Lindow ist am Montag wieder geöffnet worden, und die Fähre ist nicht mehr allein.",
        "de"
      ),
      ("El puerto de Lindow se abrió el lunes, y los pescadores no están más en la ciudad.", "es"),
      ("وزیر امور خارجه گفت که این گفت‌وگوها از روز دوشنبه در تهران آغاز شده است.", "fa"),
      ("قال وزير الخارجية إن المحادثات بدأت في المدينة يوم الاثنين، وأكد على أهميتها.", "ar"),
      ("Министр сказал, что переговоры не были начаты в понедельник, но это было решено.", "ru"),
      ("השר אמר כי השיחות החלו ביום שני בעיר.", "he"),
      ("Liman pazartesi günü yeniden açıldı ve bu çok önemli bir gün olarak anıldı.", "tr"),
      ("Lindow Quill Dorn Marta Venn", "und"), ("42", "und"),
    ]) func languages(text: String, language: String) throws
  {
    #expect(try read(text, "a.txt").language == language)
  }
}
