// The Arabic words that the rules know.

enum ArabicWords {
  static let lists: [(ScriptClasses, String)] = [
    (.verb, forms(of: verbs)), (.verb, irregular), (.participle, participleForms), (.that, thats),
    (.preposition, prepositions), (.time, times), (.pronoun, "هو هي هم هما"),
    (.demonstrative, "هذا هذه ذلك تلك هؤلاء"), (.adverb, adverbs),
    (.ofPlace, "في لدى إلى عن"), (.relative, "الذي التي الذين اللذين اللتين اللواتي"), (.occasion, occasions),
    (.placed, placed),
    (.namer, "وصف وصفت وصفوا يصف تصف سمى سمت اعتبر اعتبرت عد عدت"), (.beforeTitle, beforeTitles),
    (.hearer, hearers), (.label, labels), (.languageMark, languageMarks), (.conjunction, "و لكن ثم أو"),
  ]

  static let lexemes: [(ScriptLexeme, String)] = [
    (.hasab, "بحسب حسب حسبما"), (.wifq, "وفق وفقما"), (.wifqan, "وفقا طبقا استنادا"), (.naqlan, "نقلا"),
    (.naqala, "نقل نقلت ينقل تنقل نقلوا"), (.an, "عن"), (.ala, "على"), (.hadd, "حد"),
    (.qawl, "قول تعبير وصف"), (.qawluhu, "قوله قولها قولهم تعبيره تعبيرها تعبيرهم وصفه وصفها تصريحه"),
    (.ma, "ما"), (.imam, "إمام خطيب"), (.itIsSaid, "يذكر يعتبر"), (.ann, "إن أن بأن"),
    (.annahu, thatWithPronoun),
    (.baynama, "بينما فيما"),
  ]

  private static let thats = "إن أن بأن " + thatWithPronoun

  private static let thatWithPronoun = "إنه إنها إنهم إنهما إننا إنني بأنه بأنها بأنهم بأنهما بأننا بأنني"

  /// Past and present of the third person, he: the other forms are made of them.
  private static let verbs = """
    قال/يقول أكد/يؤكد صرح/يصرح أضاف/يضيف أوضح/يوضح أعلن/يعلن ذكر/يذكر كتب/يكتب أشار/يشير شدد/يشدد اعتبر/يعتبر
    تابع/يتابع حذر/يحذر لفت/يلفت نوه/ينوه أفاد/يفيد أبلغ/يبلغ استدرك/يستدرك أردف/يردف استطرد/يستطرد ختم/يختم
    زعم/يزعم كشف/يكشف اتهم/يتهم طالب/يطالب وصف/يصف رد/يرد أجاب/يجيب سأل/يسأل تساءل/يتساءل توقع/يتوقع أعرب/يعرب
    هدد/يهدد تعهد/يتعهد جدد/يجدد علق/يعلق غرد/يغرد أقر/يقر اعترف/يعترف شرح/يشرح لاحظ/يلاحظ
    استبعد/يستبعد نبه/ينبه أخبر/يخبر اقترح/يقترح كرر/يكرر جزم/يجزم أدان/يدين ندد/يندد خلص/يخلص
    أورد/يورد خاطب/يخاطب ألمح/يلمح رجح/يرجح واصل/يواصل
    """

  /// Verbs whose last letter is weak, all forms.
  private static let irregular = """
    وعد وعدت وعدوا رأى رأت رأوا يرى ترى نفى نفت نفوا ينفي تنفي ادعى ادعت ادعوا يدعي تدعي دعا دعت دعوا يدعو تدعو مضى مضت
    """

  /// قال/يقول: قال قالت قالا قالوا يقول تقول يقولون.
  private static func forms(of verbs: String) -> String {
    var forms = ""
    for verb in verbs.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let parts = verb.split(separator: "/")
      guard parts.count == 2 else { continue }
      let (past, present) = (parts[0], parts[1])
      forms += "\(past) \(past)ت \(past)ا \(past)وا \(present) ت\(present.dropFirst()) \(present)ون "
    }
    return forms
  }

  private static let participles = """
    قائل مضيف مؤكد موضح مشير مشدد معتبر محذر لافت متابع مبين منوه معلن داع متهم واصف مردف مستدرك معرب معلق متسائل
    متوعد مهدد زاعم مدعي مستطرد مستبعد متوقع نافي مجدد مطالب مذكر
    """

  private static let participleForms = participles.split(whereSeparator: { $0 == " " || $0 == "\n" })
    .map { "\($0)ا \($0)ة \($0)ين" }.joined(separator: " ")

  private static let prepositions = """
    في على من إلى عن مع خلال بعد قبل أمام لدى منذ حول ضد عبر عند عقب بشأن حيال إثر خارج داخل بين ضمن إزاء تجاه ردا
    تعليقا حتى عقب رغم بحضور برفقة بمناسبة بسبب فور
    """

  private static let times = """
    اليوم أمس غدا يوم الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت صباح مساء ظهر فجر ليل الليلة الآن
    لاحقا
    """

  private static let adverbs = """
    أيضا كذلك بدوره بدورها جهته جهتها جانبه جانبها كما قد لقد وقد سابقا مؤخرا مجددا أخيرا رسميا علنا صراحة بوضوح
    مرارا هنا هناك لم لن لا ليس ليست كان كانت كانوا حيث إذ إذا لو لأن بل فقط هكذا
    """

  private static let occasions = """
    تصريح تصريحات بيان بيانه مقابلة حديث حديثه مؤتمر كلمة كلمته خطاب خطابه تغريدة منشور رسالة اجتماع جلسة لقاء وقت
    ختام هذا هذه إطار رد معرض سياق ندوة حوار اتصال تدوينة مستهل نهاية ذلك مداخلة افتتاح تقرير مقال أعقاب حسابه حسابها
    صفحته صفحتها خطبة زيارة
    """

  private static let placed = """
    مسؤول مسئول مسؤولة مسؤولون مسؤولين مصدر مصادر سفير مندوب مندوبة ممثل ممثلة عضو خبير خبيرة باحث باحثة أستاذ أستاذة
    دبلوماسي دبلوماسيون نائب نائبة قيادي محلل شهود شاهد متحدث موظف ضابط عامل رئيس مبعوث المبعوث السفير المندوب الممثل النائب العضو
    """

  private static let beforeTitles = """
    صحيفة جريدة كتاب فيلم مسلسل عملية صاروخ قناة شبكة برنامج حزب حركة مجلة وكالة موقع سفينة منظومة المسماة المسمى
    منصة تطبيق حساب باسم اسم بعنوان عنوان لصحيفة لقناة لشبكة لوكالة مناورات ميناء رواية تنظيم جماعة
    """

  private static let hearers = """
    للصحفيين للصحافيين لوكالة لوكالات لقناة لصحيفة لشبكة للجزيرة لإذاعة لتلفزيون للتلفزيون للقناة للوكالة لبرنامج
    لموقع لمراسلي لوسائل لرويترز للأناضول
    """

  private static let labels = """
    الزمان المكان ملاحظة عنوان المصدر صورة الصورة فيديو هاتف العنوان تاريخ ترجمة كلمات سؤال السؤال اقرأ المزيد نتيجة
    مثال شاهد
    """

  private static let languageMarks = """
    في من على إلى أن إن التي الذي هذا هذه عن مع قال كان بعد ما لم لا ذلك بين كما كانت ولا وقد
    """
}
