// What the desk says, in English and Arabic; a function where something is filled in.

const ENGLISH = {
  desk: "Desk", documents: "Documents", text: "Document", statements: "Statements", tryIt: "Try", publish: "Publish", chronicle: "Who did what",
  opening: "The folder is being read…", theme: "Light or dark", other: "العربية", help: "Keys", close: "Close", you: "Your name", youHint: "stands beside everything you decide",
  addDocument: "Add a document", addHint: "txt, md, html, docx, odt, pdf, eml", title: "Title", publisher: "Publisher", date: "Date", send: "Add", reading: "Reading it…",
  archive: "in the archive; copied into the folder with its first statement", noDocuments: "No document yet. Add one to begin.",
  words: (n) => `${n} words`, covered: (n) => `${n} % covered`, open: (n) => `${n} to decide`, drafting: "Proposals are being made…", nothingHere: "Nothing is proposed here. Select words of the document to make a statement of them.",
  legendQuoted: "quoted", legendWaived: "waived", legendOpen: "open", legendKnown: "known name",
  accept: "Accept", edit: "Edit", split: "Split", merge: "Merge with the next", skip: "Leave out", waive: "Waive", undo: "Undo", next: "Next", nextGap: "Next gap", newOne: "New statement", redraft: "Propose anew", aboutWhom: "Whom or what is the document about?", askModel: (name) => `Ask ${name}`, modelAsked: (name) => `${name} is asked; you can go on meanwhile.`, modelProposed: (n) => (n ? `Proposed by the model: ${n}` : "The model proposes nothing that stands"), modelRefused: "Refused, because it breaks a rule:",
  save: "Save as draft", cancel: "Cancel", saved: "Saved", accepted: (what) => `Accepted: ${what}`, skipped: "Left out", undone: "Taken back", waived: "Waived", merged: "Merged", splitted: "Split",
  state: { open: "proposed", accepted: "accepted", skipped: "left out" }, by: { rules: "by rule", editor: "by an editor", folder: "in the folder", model: "by a model" },
  missing: "not in the folder any more", showAll: "Show what is left out", why: "Why",
  subject: "About", property: "Property", value: "Value", said_by: "Who says it", modality: "How it is said", polarity: "Is it so?", about: "Filed under", news: "News: followers are told it in words", wordingAr: "Wording in Arabic", wordingEn: "Wording in English", quote: "Quote", addQuote: "Another quote", removeQuote: "Remove this quote",
  names: "Name", summary: "In one sentence", type: "Kind", identity: "Id, for good", languages: { ar: "in Arabic", en: "in English" }, entity: "New entity", folders: { meetings: "a meeting", actors: "somebody, or a body", initiatives: "an initiative, an agreement, an exercise", topics: "a topic, an attack, a place" }, none: "—",
  modalities: { stated: "stated", implied: "implied", announced: "announced", expected: "expected", intended: "intended", claimed: "claimed" }, polarities: { affirmed: "it is so", negated: "it is not so" },
  fine: "No rule is broken.", restored: "What you had typed before was restored.",
  reason: "Why do these words need no quote?", noGap: "No gap is left.", gapChosen: "Gap", selectFirst: "Select words, or a gap, first.",
  lost: "The connection is lost. What you type is kept; trying again…", folderWrong: "The folder, as it is now, breaks rules. The last right state is shown:", refused: "This address is no longer valid. Open the one that was printed when the desk was started.",
  conflict: "Somebody else has changed this meanwhile", mine: "Yours", theirs: "Theirs", keepTheirs: "Keep theirs", saveMine: "Save mine instead",
  ask: "Ask the draft", askIt: "Ask", askHint: "Any question, as a reader would type it", draftSays: "The draft says", servedSays: "Served now", noServed: "Nothing is served yet", made: "Questions that it should answer, and neighbours that it must refuse", makeThem: "Make them", compiling: "Compiling the folder; a few seconds…", answersIt: "This is right", noAnswer: "Refusing is right", judged: "Judged: it stands in the house's bank", mustRefuse: "must be refused", asExpected: "as expected", notExpected: "not as expected", statuses: { answer: "answers", quoted: "quotes", ambiguous: "asks back", unknown: "refuses", help: "helps" },
  leads: "Leads", noLeads: "Nothing to look at.", otherwise: "Documents that say otherwise", isOver: "Announced, and over by now", toReview: "To be reviewed", newOfFollowed: "New documents about what readers follow",
  misses: "Asked in vain", noMisses: (n) => `Nothing. A question comes here when ${n} readers asked alike, or one waits for the answer; without a running bot nobody asks.`, hiddenMisses: (n, least) => `${n} more, asked alike by fewer than ${least} readers, are not shown.`, askedBy: (n) => (n === 1 ? "one reader" : `${n} readers`), waiting: (n) => (n === 1 ? "one waits" : `${n} wait`), answeredNow: "The folder, as it is now, answers it.", curate: "Curate", addWording: "Add a wording", leaveRefused: "Leave refused", nothingNear: "No document comes near it. Add one to curate it.", otherStatement: "Another statement", question: "Question", ofStatement: "Statement that answers it", wordingStays: "These words stay in the folder. Say it as anybody would.", wordingAdded: (id) => `Stands in ${id}; undone in its document`, leftReason: "Why has it no answer?", leftMisses: (n) => `Left refused: ${n}`, leftWhere: "They stand in questions/desk.jsonl of the folder; take the line out there to see one again.",
  plan: "What would change", planIt: "Look", planning: "Compiling, and asking the bank…", nothingNew: "Nothing has changed since the last publication.", counts: (n) => `${n.add} new, ${n.mod} changed, ${n.del} withdrawn`, answersChange: "Answers that change", noAnswersChange: "No answer of the bank changes.", better: "better", worse: "worse", kinds: { lost: "lost", gained: "gained", changed: "changed" }, publishIt: (m) => (m ? `Publish, told in ${m} min` : "Publish"), publishNow: "Publish at once", unpublish: "Take it back", waits: (d) => `Waits to be published: ${d}`, published: "Published", unpublished: "Taken back; nothing will be published", allowWorse: "Publish although answers become worse", sure: "Readers will be told. Go on?",
  was: "was", is: "is", deeds: { accepted: "accepted", changed: "changed", "taken-back": "took back", waived: "waived words of", "wanted-again": "wants words quoted of", judged: "judged", published: "published", unpublished: "took back the publication of" }, nobody: "somebody", empty: "Nothing yet.",
  keys: [["j / k", "next, previous"], ["a", "accept"], ["e", "edit"], ["x", "leave out"], ["s", "split"], ["m", "merge with the next"], ["w", "waive the chosen words"], ["c", "new statement of the chosen words"], ["t", "new entity"], ["n", "next gap"], ["u", "undo your last decision"], ["Ctrl Enter", "accept while editing"], ["Esc", "close"], ["?", "this list"]],
  problems: {
    "quote-nearest": () => "These words do not stand in the document exactly like this.", "quote-missing": () => "These words do not stand in the document.", "quote-repeated": (k) => `These words stand ${k.n} times in the document. Which is meant?`, "quote-long": () => "A quote has at most 200 characters.",
    "not-entity": (k) => `Nobody is called “${k.text}” in the facts.`, "not-property": (k) => `There is no property “${k.text}”.`, "not-value": (k) => `“${k.text}” is no entity, no date and no number. A date is written 2024-04-25.`,
    figure: (k) => `The ${k.unit} ${k.text} stands in no quote. Quote the words that say it, or leave it out.`, name: (k) => `“${k.text}” is named, and no quote names it.`, "as-fact": (k) => `It is worded as a fact, though it was only ${k.text}. Say so in the wording, or say that it is stated.`, announces: (k) => `“${k.text}” announces something. Say that it was announced.`,
    denies: () => "The wording says that it is not so. Say so below “Is it so?”.", "denies-not": () => "It is marked as not so, and the wording does not say “not”.", "not-unsaid": () => "The quote says “not”, and no wording does.", "two-values": (k) => `${k.text} says another value (${k.near}). Both can stay if each names the other.`, "shared-name": (k) => `“${k.text}” is a name of ${k.near} too.`,
    missing: () => "This is missing.", empty: () => "This is empty.", "no-id": () => "Small letters of English, digits and hyphens only.", choose: () => "Choose one from the list.", long: () => "This is too long.", spaces: () => "It begins or ends with a space, or holds an invisible character.",
  },
  mends: { use: (t) => `Use “${t}”`, occurrence: (t) => `The ${t}.`, modality: () => "It was announced", stated: () => "It is stated", polarity: () => "It is not so", affirmed: () => "It is so", "quote-too": (t) => `Quote “${t}” too`, template: (t) => `Word it “${t}”` },
};

const ARABIC = {
  desk: "مكتب التحرير", documents: "الوثائق", text: "الوثيقة", statements: "العبارات", tryIt: "جرّب", publish: "النشر", chronicle: "من فعل ماذا",
  opening: "يُقرأ المجلد…", theme: "فاتح أو داكن", other: "English", help: "المفاتيح", close: "إغلاق", you: "اسمك", youHint: "يُكتب بجانب كل ما تقرره",
  addDocument: "أضف وثيقة", addHint: "txt, md, html, docx, odt, pdf, eml", title: "العنوان", publisher: "الناشر", date: "التاريخ", send: "أضف", reading: "تُقرأ الآن…",
  archive: "في الأرشيف، وتُنسخ إلى المجلد مع أول عبارة", noDocuments: "لا وثائق بعد. أضف واحدة للبدء.",
  words: (n) => `${n} كلمة`, covered: (n) => `غُطّي ${n} %`, open: (n) => `للقرار: ${n}`, drafting: "تُعدّ المقترحات…", nothingHere: "لا مقترح هنا. حدّد كلمات من الوثيقة لتصنع منها عبارة.",
  legendQuoted: "مقتبس", legendWaived: "معفى", legendOpen: "مفتوح", legendKnown: "اسم معروف",
  accept: "قبول", edit: "تعديل", split: "تقسيم", merge: "دمج مع التالي", skip: "ترك", waive: "إعفاء", undo: "تراجع", next: "التالي", nextGap: "الفجوة التالية", newOne: "عبارة جديدة", redraft: "اقترح من جديد", aboutWhom: "عمّن أو عمّ تتحدث الوثيقة؟", askModel: (name) => `اسأل \u2068${name}\u2069`, modelAsked: (name) => `يُسأل \u2068${name}\u2069؛ يمكنك المتابعة.`, modelProposed: (n) => (n ? `اقترح النموذج: ${n}` : "لم يقترح النموذج شيئًا يصمد"), modelRefused: "رُفض لأنه يخالف قاعدة:",
  save: "احفظ مسودة", cancel: "إلغاء", saved: "حُفظ", accepted: (what) => `قُبلت: ${what}`, skipped: "تُركت", undone: "تم التراجع", waived: "أُعفيت", merged: "دُمجت", splitted: "قُسمت",
  state: { open: "مقترحة", accepted: "مقبولة", skipped: "متروكة" }, by: { rules: "بقاعدة", editor: "من محرر", folder: "في المجلد", model: "من نموذج" },
  missing: "لم تعد في المجلد", showAll: "أظهر المتروك", why: "السبب",
  subject: "عمّن", property: "الخاصية", value: "القيمة", said_by: "من قالها", modality: "كيف قيلت", polarity: "أهي كذلك؟", about: "تُدرج تحت", news: "خبر: يُبلَّغ به المتابعون نصًا", wordingAr: "الصياغة بالعربية", wordingEn: "الصياغة بالإنجليزية", quote: "الاقتباس", addQuote: "اقتباس آخر", removeQuote: "احذف هذا الاقتباس",
  names: "الاسم", summary: "في جملة", type: "النوع", identity: "المعرّف، ولا يتغير", languages: { ar: "بالعربية", en: "بالإنجليزية" }, entity: "كيان جديد", folders: { meetings: "اجتماع", actors: "شخص أو جهة", initiatives: "مبادرة أو اتفاقية أو تمرين", topics: "موضوع أو هجوم أو مكان" }, none: "—",
  modalities: { stated: "مذكورة", implied: "مفهومة ضمنًا", announced: "معلنة", expected: "متوقعة", intended: "معتزمة", claimed: "مزعومة" }, polarities: { affirmed: "هي كذلك", negated: "ليست كذلك" },
  fine: "لا قاعدة مخالَفة.", restored: "استُعيد ما كتبته من قبل.",
  reason: "لماذا لا تحتاج هذه الكلمات إلى اقتباس؟", noGap: "لا فجوة باقية.", gapChosen: "فجوة", selectFirst: "حدّد كلمات أو فجوة أولًا.",
  lost: "انقطع الاتصال. ما تكتبه محفوظ؛ تُعاد المحاولة…", folderWrong: "المجلد كما هو الآن يخالف القواعد. يُعرض آخر وضع سليم:", refused: "هذا العنوان لم يعد صالحًا. افتح العنوان الذي طُبع عند بدء المكتب.",
  conflict: "غيّر شخص آخر هذه العبارة في الأثناء", mine: "لك", theirs: "له", keepTheirs: "أبقِ ما كتبه", saveMine: "احفظ ما كتبتُه",
  ask: "اسأل المسودة", askIt: "اسأل", askHint: "أي سؤال كما يكتبه القارئ", draftSays: "المسودة تقول", servedSays: "المنشور الآن", noServed: "لا منشور بعد", made: "أسئلة ينبغي أن تجيب عنها، وجاراتها التي يجب رفضها", makeThem: "أعدّها", compiling: "يُجمع المجلد؛ ثوانٍ قليلة…", answersIt: "هذا صحيح", noAnswer: "الرفض هو الصحيح", judged: "حُكم عليه، وهو في بنك الأسئلة", mustRefuse: "يجب رفضه", asExpected: "كما ينبغي", notExpected: "ليس كما ينبغي", statuses: { answer: "يجيب", quoted: "يقتبس", ambiguous: "يستوضح", unknown: "يرفض", help: "يساعد" },
  leads: "خيوط", noLeads: "لا شيء يستحق النظر.", otherwise: "وثائق تقول غير ذلك", isOver: "أُعلن وانقضى موعده", toReview: "تنتظر المراجعة", newOfFollowed: "وثائق جديدة عمّا يتابعه القراء",
  misses: "أسئلة بلا جواب", noMisses: (n) => `لا شيء. يظهر السؤال هنا حين يسأل ${n} قراء سؤالًا واحدًا، أو ينتظر أحدهم الجواب؛ ولا أحد يسأل ما لم يعمل البوت.`, hiddenMisses: (n, least) => `لا تُعرض أسئلة أخرى (${n}) سألها أقل من ${least} قراء.`, askedBy: (n) => (n === 1 ? "قارئ واحد" : `القراء: ${n}`), waiting: (n) => `ينتظرون: ${n}`, answeredNow: "المجلد كما هو الآن يجيب عنه.", curate: "ابحث له عن وثيقة", addWording: "أضف الصياغة إلى عبارة", leaveRefused: "أبقِ الرفض", nothingNear: "لا وثيقة قريبة منه. أضف واحدة لتستخرج جوابه.", otherStatement: "عبارة أخرى", question: "السؤال", ofStatement: "العبارة التي تجيب عنه", wordingStays: "تبقى هذه الكلمات في المجلد. اكتبها كما قد يسأل أي أحد.", wordingAdded: (id) => `أُضيفت إلى \u2068${id}\u2069؛ والتراجع في وثيقتها`, leftReason: "لماذا لا جواب له؟", leftMisses: (n) => `أُبقي رفضها: ${n}`, leftWhere: "هي في questions/desk.jsonl من المجلد؛ احذف السطر هناك ليظهر السؤال من جديد.",
  plan: "ما الذي سيتغير", planIt: "انظر", planning: "يُجمع المجلد ويُسأل البنك…", nothingNew: "لم يتغير شيء منذ آخر نشر.", counts: (n) => `جديدة: ${n.add}، معدّلة: ${n.mod}، مسحوبة: ${n.del}`, answersChange: "إجابات تتغير", noAnswersChange: "لا تتغير أي إجابة في البنك.", better: "أفضل", worse: "أسوأ", kinds: { lost: "فُقدت", gained: "كُسبت", changed: "تغيّرت" }, publishIt: (m) => (m ? `انشر، ويُبلَّغ بعد ${m} د` : "انشر"), publishNow: "انشر فورًا", unpublish: "اسحبه", waits: (d) => `ينتظر النشر: ${d}`, published: "نُشر", unpublished: "سُحب؛ لن يُنشر شيء", allowWorse: "انشر مع أن إجابات تسوء", sure: "سيُبلَّغ القراء. هل تتابع؟",
  was: "كان", is: "صار", deeds: { accepted: "قبل", changed: "عدّل", "taken-back": "تراجع عن", waived: "أعفى كلمات من", "wanted-again": "أعاد طلب اقتباس من", judged: "حكم على", published: "نشر", unpublished: "سحب نشر" }, nobody: "شخص", empty: "لا شيء بعد.",
  keys: [["j / k", "التالي، السابق"], ["a", "قبول"], ["e", "تعديل"], ["x", "ترك"], ["s", "تقسيم"], ["m", "دمج مع التالي"], ["w", "إعفاء الكلمات المحددة"], ["c", "عبارة جديدة من الكلمات المحددة"], ["t", "كيان جديد"], ["n", "الفجوة التالية"], ["u", "التراجع عن آخر قرار لك"], ["Ctrl Enter", "قبول أثناء التعديل"], ["Esc", "إغلاق"], ["?", "هذه القائمة"]],
  problems: {
    "quote-nearest": () => "هذه الكلمات ليست في الوثيقة بهذا النص تمامًا.", "quote-missing": () => "هذه الكلمات ليست في الوثيقة.", "quote-repeated": (k) => `هذه الكلمات ترد ${k.n} مرات في الوثيقة. أيّها المقصود؟`, "quote-long": () => "الاقتباس 200 حرف على الأكثر.",
    "not-entity": (k) => `لا أحد في الحقائق باسم «${k.text}».`, "not-property": (k) => `لا خاصية باسم «${k.text}».`, "not-value": (k) => `«${k.text}» ليس كيانًا ولا تاريخًا ولا رقمًا. يُكتب التاريخ 2024-04-25.`,
    figure: (k) => `الرقم أو التاريخ ${k.text} ليس في أي اقتباس. اقتبس ما يذكره أو اتركه.`, name: (k) => `ورد اسم «${k.text}» ولا اقتباس يذكره.`, "as-fact": () => "صيغت كأنها وقعت، والمصدر لا يقول ذلك. قل ذلك في الصياغة، أو اجعلها مذكورة.", announces: (k) => `«${k.text}» إعلان. قل إنها أُعلنت.`,
    denies: () => "الصياغة تنفي. قل ذلك في «أهي كذلك؟».", "denies-not": () => "هي موسومة بالنفي، والصياغة لا تنفي.", "not-unsaid": () => "الاقتباس ينفي ولا صياغة تنفي.", "two-values": (k) => `${k.text} تذكر قيمة أخرى (${k.near}). تبقيان معًا إن ذكرت كل منهما الأخرى.`, "shared-name": (k) => `«${k.text}» اسم لـ ${k.near} أيضًا.`,
    missing: () => "هذا ناقص.", empty: () => "هذا فارغ.", "no-id": () => "حروف إنجليزية صغيرة وأرقام وشرطات فقط.", choose: () => "اختر من القائمة.", long: () => "هذا طويل جدًا.", spaces: () => "يبدأ أو ينتهي بفراغ، أو فيه حرف خفي.",
  },
  mends: { use: (t) => `استعمل «${t}»`, occurrence: (t) => `رقم ${t}`, modality: () => "أُعلنت", stated: () => "مذكورة", polarity: () => "ليست كذلك", affirmed: () => "هي كذلك", "quote-too": (t) => `اقتبس أيضًا «${t}»`, template: (t) => `صغها «${t}»` },
};

// Why something is proposed, as the drafter says it in English.
const WHY = [
  [/^«(.*)» tells it$/, (a) => `«${a}» تدل عليها`], [/^«(.*)» is what asks for it$/, (a) => `«${a}» مما يُسأل به عنها`], [/^it names the date (.*)$/, (a) => `تذكر التاريخ \u2068${a}\u2069`],
  [/^it names (.*) and (.*)$/, (a, b) => `تذكر \u2068${a}\u2069 و\u2068${b}\u2069`], [/^it names (.*)$/, (a) => `تذكر \u2068${a}\u2069`], [/^«(.*)» may be a place$/, (a) => `«${a}» قد يكون مكانًا`],
  [/^a language model proposes it$/, () => "يقترحها نموذج لغوي"], [/^it is a heading$/, () => "هي عنوان"], [/^it opens the document$/, () => "هي أول الوثيقة"], [/^«(.*?)» stands beside the office «(.*)»; .*$/, (a, b) => `«${a}» يرد بجانب المنصب «${b}»؛ راجع الاسم المنقحر`], [/^«(.*)» stands beside «(.*)»$/, (a, b) => `«${a}» يرد بجانب «${b}»`],
];

// Why the desk does not do something, as its server says it in English.
const REFUSED = [
  [/^it is accepted already$/, () => "هي مقبولة من قبل"], [/^an accepted statement keeps its subject; /, () => "تبقى العبارة المقبولة عمّن قُبلت عنه؛ تراجع عنها واقبلها عن غيره"], [/^it needs a subject: /, () => "لا يُعرف عمّن أو عمّ هي؛ اكتبه أولًا"], [/^one half of the quote would be empty$/, () => "يبقى أحد نصفي الاقتباس فارغًا"],
  [/^only two open proposals can be merged$/, () => "لا يُدمج إلا مقترحان لم يُقرَّر فيهما"], [/^a waiver needs the words, and a reason$/, () => "يحتاج الإعفاء إلى الكلمات وإلى سبب"], [/^there is nothing to undo$/, () => "لا قرار لك تتراجع عنه"],
  [/^it is no open proposal any more$/, () => "لم تعد مقترحًا ينتظر القرار"], [/^nobody is called '(.*)'; /, (a) => `لا أحد باسم \u2068${a}\u2069؛ اقبل الكيان أولًا، أو اختر غيره`], [/^somebody else has changed this meanwhile/, () => "غيّرها شخص آخر في الأثناء"],
  [/^(\S+) has been changed since; /, (a) => `تغيّر \u2068${a}\u2069 منذ ذلك؛ عدّله في ملفه`], [/^(\S+) is there already, /, (a) => `المعرّف \u2068${a}\u2069 مستعمل، ولا يتغير معرّف؛ اختر غيره`], [/^'(.*)' is no id; /, (a) => `\u2068${a}\u2069 ليس معرّفًا؛ استعمل حروفًا إنجليزية صغيرة وأرقامًا وشرطات`],
  [/^(\S+): no statement has this id$/, (a) => `لا عبارة بالمعرّف \u2068${a}\u2069`], [/^say which statement answers it, or that none does$/, () => "قل أي عبارة تجيب عنه، أو أن لا عبارة تجيب عنه"], [/^it has been judged already$/, () => "حُكم عليه من قبل"],
  [/^the folder has changed since; /, () => "تغيّر المجلد منذ ذلك؛ انظر ما الذي سيتغير الآن"], [/^judged questions are answered worse than now; /, () => "تسوء إجابات أسئلة حُكم عليها؛ انظر إليها أولًا"], [/^nothing waits to be published$/, () => "لا شيء ينتظر النشر"],
  [/^the language model is being asked about this document; /, () => "يُسأل النموذج عن هذه الوثيقة الآن؛ انتظره"],
];

// What the server says in English, in Arabic where that is the page's language.
export function translated(text) {
  const [pattern, tell] = (language === "ar" && [...WHY, ...REFUSED].find(([one]) => one.test(text))) || [];
  return pattern ? tell(...pattern.exec(text).slice(1)) : text;
}

export const words = { ...ENGLISH };
export let language = "en";

export function speak(lang) {
  language = lang === "ar" ? "ar" : "en";
  Object.assign(words, language === "ar" ? ARABIC : ENGLISH);
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  document.title = words.desk;
}

export function explained(problem) {
  const say = words.problems[problem.code];
  return say ? say(problem.known) : problem.message;
}
