/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "grammar-properties.h"

#include <locale.h>
#include <string.h>

/* "action: text | #theme | owns Hazel Hall | mentioned Nils as Nils | by 2011-02-28 | * | +3 | ?? | = 101" */
static char *
describe (const RapLine *line, const RapLineContext *context)
{
  GString *out = g_string_new (NULL);

  g_string_printf (out, "%s: %s", rap_point_kind_to_string (line->kind), line->text);
  for (guint i = 0; line->themes[i] != NULL; i++)
    g_string_append_printf (out, " | #%s", line->themes[i]);
  for (guint i = 0; i < line->people->len; i++)
    {
      const RapLinePerson *person = &g_array_index (line->people, RapLinePerson, i);

      g_string_append_printf (out, " | %s %s", rap_relation_to_string (person->relation),
                              rap_line_context_get_person_name (context, person->person_id));
      if (*person->as_typed != '\0')
        g_string_append_printf (out, " as %s", person->as_typed);
    }
  if (line->due != NULL)
    g_string_append_printf (out, " | by %s", line->due);
  if (line->starred)
    g_string_append (out, " | *");
  if (line->agreed > 0)
    g_string_append_printf (out, " | +%u", line->agreed);
  if (line->to_check)
    g_string_append (out, " | ?"
                          "?");
  if (line->echo_of != 0)
    g_string_append_printf (out, " | = %d", (int) line->echo_of);
  if (line->empty)
    g_string_append (out, " | empty");
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *typed;
  const char *expected;
} Case;

/* British order, people may be named. */
static const Case CASES[] = {
  /* kinds */
  { "People trust what they know", "insight: People trust what they know" },
  { "  spaces   inside stay  ", "insight: spaces   inside stay" },
  { "! Send the link", "action: Send the link" },
  { "!   Send the link", "action: Send the link" },
  { "!Send the link", "insight: !Send the link" },
  { "!", "insight: !" },
  { "! ", "insight: !" },
  { "Wow! That works", "insight: Wow! That works" },
  { "? who owns the strategy", "question: who owns the strategy" },
  { "Who owns the strategy?", "question: Who owns the strategy?" },
  { "? Who owns it?", "question: Who owns it?" },
  { "?who", "insight: ?who" },
  { "?", "question: ?" },
  { "Who? We do", "insight: Who? We do" },
  { "Who owns it ?", "question: Who owns it ?" },
  { "誰が決めるのか？", "question: 誰が決めるのか？" },
  { "من يقرر؟", "question: من يقرر؟" },
  { "Who owns it? #policy *", "question: Who owns it? | #policy | *" },
  { "! Can you send it?", "action: Can you send it?" },
  { "e.g. a wiki for staff", "example: a wiki for staff" },
  { "eg a wiki for staff", "example: a wiki for staff" },
  { "E.G. a wiki", "example: a wiki" },
  { "Eg a wiki", "example: a wiki" },
  { "egg is not an example", "insight: egg is not an example" },
  { "e.g.", "insight: e.g." },
  { "Tools, e.g. a wiki", "insight: Tools, e.g. a wiki" },
  { "e.g. why?", "example: why?" },
  /* quotes */
  { "\"Perpetual beta\"", "quote: Perpetual beta" },
  { "“Perpetual beta”", "quote: Perpetual beta" },
  { "‘Perpetual beta’", "quote: Perpetual beta" },
  { "'Perpetual beta'", "quote: Perpetual beta" },
  { "„Ewige Beta“", "quote: Ewige Beta" },
  { "‚Ewige Beta‘", "quote: Ewige Beta" },
  { "»Ewige Beta«", "quote: Ewige Beta" },
  { "›Ewige Beta‹", "quote: Ewige Beta" },
  { "« Bêta perpétuelle »", "quote: Bêta perpétuelle" },
  { "«\u00A0Bêta perpétuelle\u00A0»", "quote: Bêta perpétuelle" },
  { "‹ Bêta ›", "quote: Bêta" },
  { "„Wieczna beta”", "quote: Wieczna beta" },
  { "”Ständig beta”", "quote: Ständig beta" },
  { "»Ikuinen beta»", "quote: Ikuinen beta" },
  { "’Ständig beta’", "quote: Ständig beta" },
  { "「永遠のベータ」", "quote: 永遠のベータ" },
  { "『永遠のベータ』", "quote: 永遠のベータ" },
  { "＂永遠のベータ＂", "quote: 永遠のベータ" },
  { "\" Perpetual beta", "quote: Perpetual beta" },
  { "\" Perpetual beta \"", "quote: Perpetual beta" },
  { "\" one \" and two \"", "quote: one \" and two \"" },
  { "\"Perpetual beta\" #culture *", "quote: Perpetual beta | #culture | *" },
  { "“Perpetual beta” is where we work now", "insight: “Perpetual beta” is where we work now" },
  { "\"a\" and \"b\"", "insight: \"a\" and \"b\"" },
  { "“a” and “b”", "insight: “a” and “b”" },
  { "'a' and 'b'", "insight: 'a' and 'b'" },
  { "“They said “beta” twice”", "quote: They said “beta” twice" },
  { "‘We don’t know’", "quote: We don’t know" },
  { "'We don't know'", "quote: We don't know" },
  { "\"\"", "insight: \"\"" },
  { "\"  \"", "quote: \"" },
  { "\"Why?\"", "quote: Why?" },
  { "\"Why\"?", "question: \"Why\"?" },
  { "\"unfinished", "insight: \"unfinished" },
  { "! \"Beta\"", "action: \"Beta\"" },
  { "\"we saw #trust grow\"", "quote: we saw trust grow | #trust" },
  { "\"we saw #\"culture change\"\"", "quote: we saw culture change | #culture change" },
  { "\"trust *\"", "quote: trust *" },
  /* themes */
  { "Policy needs room #policy", "insight: Policy needs room | #policy" },
  { "Policy needs room #policy #trust", "insight: Policy needs room | #policy | #trust" },
  { "we need #trust online", "insight: we need trust online | #trust" },
  { "#trust is the key", "insight: trust is the key | #trust" },
  { "#trust", "insight: trust | #trust" },
  { "#trust #policy", "insight: trust | #trust | #policy" },
  { "#trust *", "insight: trust | #trust | *" },
  { "we need #trust, and soon", "insight: we need trust, and soon | #trust" },
  { "we need #trust.", "insight: we need trust. | #trust" },
  { "we need it (#trust)", "insight: we need it (trust) | #trust" },
  { "we need it [#trust] now", "insight: we need it [trust] now | #trust" },
  { "we “#trust” them", "insight: we “trust” them | #trust" },
  { "slow #\"culture change\"", "insight: slow | #culture change" },
  { "slow #“culture change”", "insight: slow | #culture change" },
  { "slow #„culture change“", "insight: slow | #culture change" },
  { "slow #„culture change”", "insight: slow | #culture change" },
  { "slow #«culture change»", "insight: slow | #culture change" },
  { "slow #« culture  change »", "insight: slow | #culture change" },
  { "slow #\"culture change\" hurts", "insight: slow culture change hurts | #culture change" },
  { "slow #\"culture change", "insight: slow #\"culture change" },
  { "slow #\"3 changes\"", "insight: slow #\"3 changes\"" },
  { "slow #\"\"", "insight: slow #\"\"" },
  { "#trust and #Trust and #TRUST now", "insight: trust and Trust and TRUST now | #trust" },
  { "slow #\"Culture Change\" #\"culture  change\"", "insight: slow | #Culture Change" },
  { "re #web2.0", "insight: re web2.0 | #web2" },
  { "ok #long-term_plan", "insight: ok | #long-term_plan" },
  { "ok #children's", "insight: ok | #children's" },
  { "ok #trust-", "insight: ok trust- | #trust" },
  { "ok #Übergang", "insight: ok | #Übergang" },
  { "ok #信頼", "insight: ok | #信頼" },
  { "ok #ثقة", "insight: ok | #ثقة" },
  { "ok #e\u0301cole", "insight: ok | #e\u0301cole" },
  { "信頼#文化", "insight: 信頼#文化" },
  { "信頼　#文化", "insight: 信頼 | #文化" },
  { "ok #🙂", "insight: ok #🙂" },
  { "thanks 🙂 #trust *", "insight: thanks 🙂 | #trust | *" },
  /* plain text */
  { "We use C# here", "insight: We use C# here" },
  { "see issue #3", "insight: see issue #3" },
  { "our #1", "insight: our #1" },
  { "our #1 aim", "insight: our #1 aim" },
  { "write to a@b.org", "insight: write to a@b.org" },
  { "a@b.org", "insight: a@b.org" },
  { "2*3", "insight: 2*3" },
  { "2 * 3", "insight: 2 * 3" },
  { "rated 5*", "insight: rated 5*" },
  { "aged 50+", "insight: aged 50+" },
  { "x^2", "insight: x^2" },
  { "really??", "question: really??" },
  { "1+3", "insight: 1+3" },
  { "a # b @ c", "insight: a # b @ c" },
  { "#", "insight: #" },
  { "@", "insight: @" },
  { "*", "insight: *" },
  { "+3", "insight: +3" },
  { "??", "question: ?"
          "?" },
  { "http://example.org/#top", "insight: http://example.org/#top" },
  { "trust#policy", "insight: trust#policy" },
  { "don’t#trust", "insight: don’t#trust" },
  { "\"beta\"#trust", "insight: \"beta\"#trust" },
  { "it went +3 up", "insight: it went +3 up" },
  { "a * b * c", "insight: a * b * c" },
  /* star, hands, check */
  { "Policy needs room *", "insight: Policy needs room | *" },
  { "Policy needs room +3", "insight: Policy needs room | +3" },
  { "Policy needs room ??", "insight: Policy needs room | ?"
                            "?" },
  { "Policy needs room * +12 ??", "insight: Policy needs room | * | +12 | ?"
                                  "?" },
  { "Policy needs room ?? #policy +999 @Hazel *",
    "insight: Policy needs room | #policy | said Hazel Hall | * | +999 | ?"
    "?" },
  { "Policy needs room +0", "insight: Policy needs room +0" },
  { "Policy needs room +1000", "insight: Policy needs room +1000" },
  { "Policy needs room +07", "insight: Policy needs room +07" },
  { "Policy needs room * *", "insight: Policy needs room * | *" },
  { "Policy needs room +2 +3", "insight: Policy needs room +2 | +3" },
  { "Policy needs room ?? ??", "question: Policy needs room ?"
                               "? | ?"
                               "?" },
  { "Policy needs room**", "insight: Policy needs room**" },
  { "Policy needs room ***", "insight: Policy needs room ***" },
  { "Policy needs room ?", "question: Policy needs room ?" },
  { "Policy needs room  *  ", "insight: Policy needs room | *" },
  /* people */
  { "we agree @Hazel", "insight: we agree | said Hazel Hall" },
  { "we agree @hazel", "insight: we agree | said Hazel Hall" },
  { "we agree @HALL", "insight: we agree | said Hazel Hall" },
  { "we agree @\"Hazel Hall\"", "insight: we agree | said Hazel Hall" },
  { "we agree @“hazel hall”", "insight: we agree | said Hazel Hall" },
  { "we agree @Hazel Hall", "insight: we agree Hazel Hall | mentioned Hazel Hall as Hazel" },
  { "@Hazel: we agree", "insight: Hazel: we agree | said Hazel Hall as Hazel" },
  { "@Hazel", "insight: Hazel | said Hazel Hall as Hazel" },
  { "we met @Hazel, twice", "insight: we met Hazel, twice | mentioned Hazel Hall as Hazel" },
  { "like @Hazel's idea", "insight: like Hazel's idea | mentioned Hazel Hall as Hazel" },
  { "like @Hazel’s idea", "insight: like Hazel’s idea | mentioned Hazel Hall as Hazel" },
  { "we met @Nils and @\"Hazel Hall\" there",
    "insight: we met Nils and Hazel Hall there | mentioned Nils as Nils | mentioned Hazel Hall as Hazel Hall" },
  { "we met @Nils there @Hazel", "insight: we met Nils there | mentioned Nils as Nils | said Hazel Hall" },
  { "@Hazel thinks so @Hazel", "insight: Hazel thinks so | mentioned Hazel Hall as Hazel | said Hazel Hall" },
  { "@Hazel thinks @Hazel knows",
    "insight: Hazel thinks Hazel knows | said Hazel Hall as Hazel | mentioned Hazel Hall as Hazel" },
  { "Hazel thinks @Hazel knows", "insight: Hazel thinks Hazel knows | mentioned Hazel Hall as Hazel" },
  { "@Hazel and @Nils agree", "insight: Hazel and Nils agree | said Hazel Hall as Hazel | mentioned Nils as Nils" },
  { "@Hazel thinks Nils knows @Nils well",
    "insight: Hazel thinks Nils knows Nils well | said Hazel Hall as Hazel | mentioned Nils as Nils" },
  { "  @\"Hazel Hall\" thinks so", "insight: Hazel Hall thinks so | said Hazel Hall as Hazel Hall" },
  { "(@Hazel) thinks so", "insight: (Hazel) thinks so | mentioned Hazel Hall as Hazel" },
  { "#trust @Hazel has", "insight: trust Hazel has | #trust | mentioned Hazel Hall as Hazel" },
  { "\"@Hazel knows\"", "quote: Hazel knows | mentioned Hazel Hall as Hazel" },
  { "\" @Hazel knows", "quote: Hazel knows | mentioned Hazel Hall as Hazel" },
  { "\" @\"Nils\"'s +3\"", "quote: Nils's +3 | mentioned Nils as Nils" },
  { "? @Hazel knows", "question: Hazel knows | said Hazel Hall as Hazel" },
  { "we agree @Hazel @Nils @Hazel", "insight: we agree | said Hazel Hall | said Nils" },
  { "we agree @Sarah", "insight: we agree @Sarah" },
  { "we agree @North", "insight: we agree | said Sarah North" },
  { "we agree @\"Sarah South\"", "insight: we agree | said Sarah South" },
  { "we agree @Nobody", "insight: we agree @Nobody" },
  { "we agree @\"No Body\"", "insight: we agree @\"No Body\"" },
  { "we agree @Nobody *", "insight: we agree @Nobody | *" },
  { "we agree * @Nobody", "insight: we agree * @Nobody" },
  { "we agree #trust @Sarah", "insight: we agree trust @Sarah | #trust" },
  { "we agree @Zoë", "insight: we agree | said Zoë Ångström" },
  { "we agree @Zoe", "insight: we agree | said Zoë Ångström" },
  { "we agree @Zoe\u0308", "insight: we agree | said Zoë Ångström" },
  { "we agree @angstrom", "insight: we agree | said Zoë Ångström" },
  { "we agree @Karen", "insight: we agree | said Dr Karen Blue" },
  { "we agree @\"Karen Blue\"", "insight: we agree | said Dr Karen Blue" },
  { "we agree @\"Dr Karen Blue\"", "insight: we agree | said Dr Karen Blue" },
  { "we agree @Dr", "insight: we agree @Dr" },
  { "we agree @jose", "insight: we agree | said José García Márquez" },
  { "we agree @MÁRQUEZ", "insight: we agree | said José García Márquez" },
  { "we agree @García", "insight: we agree @García" },
  { "we agree @王小明", "insight: we agree | said 王小明" },
  { "نوافق @محمد", "insight: نوافق | said محمد علي" },
  { "نوافق @\"محمد علي\"", "insight: نوافق | said محمد علي" },
  { "we agree @Anne-Marie", "insight: we agree | said Anne-Marie O’Neill" },
  { "we agree @O'Neill", "insight: we agree | said Anne-Marie O’Neill" },
  { "we agree (@Hazel)", "insight: we agree (Hazel) | mentioned Hazel Hall as Hazel" },
  { "we agree,@Hazel", "insight: we agree,@Hazel" },
  { "we agree @\"Hazel", "insight: we agree @\"Hazel" },
  { "we agree @ Hazel", "insight: we agree @ Hazel" },
  { "! ask the board @Hazel", "action: ask the board | owns Hazel Hall" },
  { "! @Hazel to ask the board", "action: Hazel to ask the board | owns Hazel Hall as Hazel" },
  { "! ask @Hazel to write", "action: ask Hazel to write | mentioned Hazel Hall as Hazel" },
  { "! ask @Nils to write @Hazel", "action: ask Nils to write | mentioned Nils as Nils | owns Hazel Hall" },
  { "\"Youngster elders\" @Hazel", "quote: Youngster elders | said Hazel Hall" },
  { "! @Hazel", "action: Hazel | owns Hazel Hall as Hazel" },
  /* due days */
  { "! send it by 28 Feb", "action: send it | by 2011-02-28" },
  { "! send it by 28 February", "action: send it | by 2011-02-28" },
  { "! send it by Feb 28", "action: send it | by 2011-02-28" },
  { "! send it by february 28th", "action: send it | by 2011-02-28" },
  { "! send it by 28th feb", "action: send it | by 2011-02-28" },
  { "! send it by 28. Feb", "action: send it | by 2011-02-28" },
  { "! send it by 28 Feb.", "action: send it | by 2011-02-28" },
  { "! send it by 28 Feb 2012", "action: send it | by 2012-02-28" },
  { "! send it by 28 Feb 12", "action: send it | by 2012-02-28" },
  { "! send it by Feb 28, 2012", "action: send it | by 2012-02-28" },
  { "! send it by 2011-02-28", "action: send it | by 2011-02-28" },
  { "! send it by 2010-02-28", "action: send it | by 2010-02-28" },
  { "! send it by 28/2", "action: send it | by 2011-02-28" },
  { "! send it by 2/3", "action: send it | by 2011-03-02" },
  { "! send it by 2/3/11", "action: send it | by 2011-03-02" },
  { "! send it by 2/3/2012", "action: send it | by 2012-03-02" },
  { "! send it by 28.2.", "action: send it | by 2011-02-28" },
  { "! send it by 28.2.2012", "action: send it | by 2012-02-28" },
  { "! raise fees by 2.5", "action: raise fees by 2.5" },
  { "! send it by 2/28", "action: send it by 2/28" },
  { "! send it by 31 Feb", "action: send it by 31 Feb" },
  { "! send it by 30/2", "action: send it by 30/2" },
  { "! send it by 0/2", "action: send it by 0/2" },
  { "! send it by 2011-02-29", "action: send it by 2011-02-29" },
  { "! send it by 29 Feb", "action: send it | by 2012-02-29" },
  { "! send it by 19 Jan", "action: send it | by 2011-01-19" },
  { "! send it by 18 Jan", "action: send it | by 2012-01-18" },
  { "! send it by 1/1/99", "action: send it | by 1999-01-01" },
  { "! send it by fri", "action: send it | by 2011-01-21" },
  { "! send it by Friday", "action: send it | by 2011-01-21" },
  { "! send it by wed", "action: send it | by 2011-01-19" },
  { "! send it by Tues", "action: send it | by 2011-01-25" },
  { "! send it by today", "action: send it | by 2011-01-19" },
  { "! send it By Tomorrow", "action: send it | by 2011-01-20" },
  { "! send it by fr", "action: send it by fr" },
  { "! send it by bus", "action: send it by bus" },
  { "! stand by", "action: stand by" },
  { "! by fri", "action: by fri" },
  { "! send by fri by sat", "action: send by fri | by 2011-01-22" },
  { "! send it by fri #policy @Hazel *", "action: send it | #policy | owns Hazel Hall | by 2011-01-21 | *" },
  { "! send it #policy @Hazel * by fri", "action: send it | #policy | owns Hazel Hall | by 2011-01-21 | *" },
  { "! send it @Sarah by fri", "action: send it @Sarah | by 2011-01-21" },
  { "send it by fri", "insight: send it by fri" },
  { "? send it by fri", "question: send it by fri" },
  { "! send it nearby fri", "action: send it nearby fri" },
  /* we said that too */
  { "= proxies", "insight: proxies | = 101" },
  { "= PROX", "insight: PROX | = 101" },
  { "= perpetual beta", "insight: perpetual beta | = 102" },
  { "= trust proxies", "insight: trust proxies | = 101" },
  { "= room", "insight: room | = 103" },
  { "= policy", "insight: = policy" },
  { "= policy needs room", "insight: policy needs room | = 103" },
  { "= rust", "insight: = rust" },
  { "= roxie", "insight: roxie | = 101" },
  { "= no such thing", "insight: = no such thing" },
  { "= no such thing? #trust", "question: = no such thing? | #trust" },
  { "= proxies #trust *", "insight: proxies | #trust | * | = 101" },
  { "= @Hazel proxies", "insight: = Hazel proxies | mentioned Hazel Hall as Hazel" },
  { "= @Hazel", "insight: = Hazel | mentioned Hazel Hall as Hazel" },
  { "=proxies", "insight: =proxies" },
  { "=", "insight: =" },
  /* plain lines */
  { "\\! not an action #trust @Hazel *", "insight: ! not an action #trust @Hazel *" },
  { "\\ \"not a quote\"", "insight: \"not a quote\"" },
  { "\\why?", "insight: why?" },
  { "\\\\two", "insight: \\two" },
  { "\\", "insight: \\" },
  { "back\\slash #trust", "insight: back\\slash | #trust" },
  /* nothing, and the strange */
  { "", "insight:  | empty" },
  { " \t \n", "insight:  | empty" },
  { "a\nb\tc\x01 #trust", "insight: a\nb\tc\x01 | #trust" },
  { "broken \xff utf-8 #trust", "insight: broken \xEF\xBF\xBD utf-8 | #trust" },
  { "👩‍👩‍👧 family", "insight: 👩‍👩‍👧 family" },
};

static const Case AMERICAN[] = {
  { "! send it by 2/28", "action: send it | by 2011-02-28" },
  { "! send it by 2/3", "action: send it | by 2011-02-03" },
  { "! send it by 2/3/11", "action: send it | by 2011-02-03" },
  { "! send it by 28/2", "action: send it by 28/2" },
  { "! send it by 28.2.", "action: send it | by 2011-02-28" },
  { "! send it by 1/18", "action: send it | by 2012-01-18" },
  { "! send it by 28 Feb", "action: send it | by 2011-02-28" },
  { "! send it by 2/30", "action: send it by 2/30" },
};

/* The Chatham House Rule binds. */
static const Case UNNAMED[] = {
  { "we agree @Hazel", "insight: we agree" },
  { "we agree @Hazel #trust *", "insight: we agree | #trust | *" },
  { "we agree * @Nobody", "insight: we agree | *" },
  { "we agree @Sarah", "insight: we agree" },
  { "we agree @\"Hazel Hall\"", "insight: we agree" },
  { "we agree @Hazel Hall", "insight: we agree" },
  { "we agree @Hazel Hall said", "insight: we agree [name] said" },
  { "we met @Hazel there", "insight: we met [name] there" },
  { "like @Hazel's idea", "insight: like [name]'s idea" },
  { "we met (@Hazel)", "insight: we met ([name])" },
  { "@Hazel: we agree", "insight: [name]: we agree" },
  { "@Hazel", "insight: [name]" },
  { "we met,@Hazel", "insight: we met,[name]" },
  { "we met @hazel.hall", "insight: we met" },
  { "we met @Hazel@Nils there", "insight: we met [name][name] there" },
  { "we met @\"Hazel Ha", "insight: we met" },
  { "! ask @Hazel to send it by fri", "action: ask [name] to send it | by 2011-01-21" },
  { "\"we met @Hazel\"", "quote: we met [name]" },
  { "\\ we met @Hazel", "insight: we met" },
  { "\\ we met @Hazel *", "insight: we met [name] *" },
  { "= proxies @Hazel", "insight: proxies | = 101" },
  { "= nothing @Hazel", "insight: = nothing" },
  { "= nothing @Hazel here", "insight: = nothing [name] here" },
  { "#\"foo @Hazel bar\" baz", "insight: #\"foo [name] bar\" baz" },
  { "a@b.org", "insight: a@b.org" },
  { "write to first.last@b.org @Hazel", "insight: write to first.last@b.org" },
};

static void
check_cases (const Case *cases, guint n, const RapLineContext *context)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapLine) line = rap_line_parse (cases[i].typed, context), again = NULL;
      g_autofree char *found = describe (line, context), *typed = NULL;
      gboolean exact;

      if (!g_str_equal (found, cases[i].expected))
        g_test_fail_printf ("%s\n  read as   %s\n  should be %s", cases[i].typed, found, cases[i].expected);

      typed = rap_line_unparse (line, context, &exact);
      again = rap_line_parse (typed, context);
      if (!exact || !rap_line_equal (line, again))
        g_test_fail_printf ("%s\n  was unparsed to %s", cases[i].typed, typed);
    }
}

static void
test_cases (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);

  check_cases (CASES, G_N_ELEMENTS (CASES), context);
}

static void
test_american (void)
{
  g_autoptr (RapLineContext) context = make_context (TRUE, FALSE);

  check_cases (AMERICAN, G_N_ELEMENTS (AMERICAN), context);
}

static void
test_unnamed (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, TRUE);

  check_cases (UNNAMED, G_N_ELEMENTS (UNNAMED), context);
}

/* Pieces that the grammar cares about, and some it should not. */
static const char *const PIECES[] = {
  "trust",
  "policy",
  "#trust",
  "#policy",
  "#\"culture change\"",
  "#“deep trust”",
  "#\"",
  "#«",
  "@Hazel",
  "@Nils",
  "@Sarah",
  "@Nobody",
  "@\"Hazel Hall\"",
  "@\"",
  "@“Zoe”",
  "@Zoe",
  "@王小明",
  "@Hazel's",
  "Hazel",
  "Nils",
  "*",
  "+3",
  "+12",
  "??",
  "?",
  "!",
  "\"",
  "“",
  "”",
  "„",
  "«",
  "»",
  "'",
  "’",
  "e.g.",
  "eg",
  "=",
  "proxies",
  "\\",
  "by",
  "fri",
  "28 Feb",
  "2011-02-28",
  "28/2",
  "29 Feb",
  "tomorrow",
  "C#",
  "a@b.org",
  "issue #3",
  "(",
  ")",
  "[",
  "]",
  ",",
  ".",
  "-",
  "「",
  "」",
  "？",
  "信頼",
  "#信頼",
  "ثقة",
  "🙂",
  "#",
  "@",
  "\u00A0",
  "\t",
  "  ",
  "e\u0301",
  "\u200D",
  "#e.g. foo",
  "#eg",
  "#\"a b",
  "@\"Nils\"'s",
};

static char *
make_random_line (gboolean spaced)
{
  GString *out = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 9); n > 0; n--)
    {
      g_string_append (out, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
      if (spaced || g_test_rand_int_range (0, 3) > 0)
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}

static void
test_random (void)
{
  for (int variant = 0; variant < 4; variant++)
    {
      g_autoptr (RapLineContext) context = make_context ((variant & 1) != 0, (variant & 2) != 0);

      for (int i = 0; i < 5000; i++)
        {
          g_autofree char *typed = make_random_line (FALSE);
          g_autofree char *fault = check_properties (typed, context);

          if (fault != NULL)
            {
              g_test_message ("%s: %s", typed, fault);
              g_test_fail ();
            }
        }
    }
}

/* "kind@start-end=value" for each mark, candidates after a colon */
static char *
describe_marks (const RapLine *line)
{
  static const char *const KINDS[] = { "kind", "theme",  "person", "unknown", "ambiguous", "unnamed",
                                       "star", "agreed", "check",  "due",     "echo",      "plain" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < line->marks->len; i++)
    {
      const RapMark *mark = &g_array_index (line->marks, RapMark, i);

      g_string_append_printf (out, "%s%s@%d-%d=%s%s", i > 0 ? " " : "", KINDS[mark->kind], (int) mark->start,
                              (int) mark->end, mark->value, mark->is_new ? "(new)" : "");
      for (guint k = 0; mark->candidates != NULL && k < mark->candidates->len; k++)
        g_string_append_printf (out, ":%d", (int) g_array_index (mark->candidates, gint64, k));
    }
  return g_string_free (out, FALSE);
}

static void
test_marks (void)
{
  static const Case MARKS[] = {
    { "! send #Trust it @Sarah by fri #new *", "kind@0-1=action theme@7-13=trust ambiguous@17-23=Sarah:2:3 "
                                               "due@24-30=2011-01-21 theme@31-35=new(new) star@36-37=" },
    { "Why? +3 ??", "kind@3-4=question agreed@5-7=3 check@8-10=" },
    { " “Bêta” @zoe", "kind@1-12=quote person@13-17=Zoë Ångström:4" },
    { "\" ja \"", "kind@0-6=quote" },
    { "e.g. @Nobody", "kind@0-4=example unknown@5-12=Nobody" },
    { "= prox", "echo@0-6=Online we lean on proxies for trust:101" },
    { "\\ #trust", "plain@0-1=" },
    { "nothing *here", "" },
    { "a * b +3 c ?? d", "" },
    { "@Hazel’s", "person@0-6=Hazel Hall:1" },
  };
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (MARKS); i++)
    {
      g_autoptr (RapLine) line = rap_line_parse (MARKS[i].typed, context);
      g_autofree char *found = describe_marks (line);

      g_assert_cmpstr (found, ==, MARKS[i].expected);
    }
}

static void
test_unnamed_keeps_nothing (void)
{
  static const char *const LINES[] = { "Zzyx was named @Zzyx",
                                       "@Zzyx",
                                       "we @Zzyx agree",
                                       "! we @Zzyx's agree by fri @Zzyx",
                                       "“@Zzyx said”",
                                       "\\ @Zzyx",
                                       "= proxies @Zzyx",
                                       "= other @Zzyx this",
                                       "#\"x @Zzyx\"",
                                       "@\"Zzyx Y\" and @“Zzyx",
                                       "@‘Zzyx Y’ agrees",
                                       "@zzyx.zzyx and @zzyx-zzyx_zzyx",
                                       "@Nils@Zzyx —@Zzyx @1Zzyx @_Zzyx" };
  g_autoptr (RapLineContext) unnamed = make_context (FALSE, TRUE), named = make_context (FALSE, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    for (int is_unnamed = 0; is_unnamed < 2; is_unnamed++)
      {
        g_autoptr (RapLine) line = rap_line_parse (LINES[i], is_unnamed ? unnamed : named);
        g_autofree char *said = describe (line, named), *marks = describe_marks (line);
        g_autofree char *all = g_strconcat (said, marks, NULL), *folded = g_utf8_strdown (all, -1);

        g_autofree char *kept = rap_line_strike_names (LINES[i], is_unnamed ? unnamed : named);
        g_autofree char *kept_folded = g_utf8_strdown (kept, -1);

        /* The first line is the control: a name without @ is never guessed away. So is every line without the rule. */
        if (is_unnamed && i > 0)
          {
            g_assert_null (strstr (folded, "zzyx"));
            g_assert_null (strstr (kept_folded, "zzyx"));
          }
        else
          {
            g_assert_nonnull (strstr (folded, "zzyx"));
            g_assert_nonnull (strstr (kept_folded, "zzyx"));
          }
        if (!is_unnamed)
          g_assert_cmpstr (kept, ==, LINES[i]);
        if (is_unnamed)
          g_assert_nonnull (strstr (marks, "unnamed@"));
      }
}

static void
test_choices (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);
  g_autoptr (RapLine) before = NULL, after = NULL, again = NULL;
  g_autofree char *typed = NULL;
  gboolean exact;

  rap_line_context_add_person (context, 20, "Sarah South");
  before = rap_line_parse ("we agree @\"Sarah South\"", context);
  g_assert_cmpuint (before->people->len, ==, 0);
  rap_line_context_choose (context, "sarah south", 20);
  after = rap_line_parse ("we agree @\"Sarah South\"", context);
  g_assert_cmpuint (after->people->len, ==, 1);
  g_assert_cmpint (g_array_index (after->people, RapLinePerson, 0).person_id, ==, 20);
  typed = rap_line_unparse (after, context, &exact);
  again = rap_line_parse (typed, context);
  g_assert_true (exact && rap_line_equal (after, again));
}

static void
test_quoted_full_name (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);
  g_autoptr (RapLine) bare = NULL, quoted = NULL;

  rap_line_context_add_person (context, 21, "Hazel");
  bare = rap_line_parse ("we agree @Hazel", context);
  quoted = rap_line_parse ("we agree @\"Hazel\"", context);
  g_assert_cmpuint (bare->people->len, ==, 0);
  g_assert_cmpuint (quoted->people->len, ==, 1);
  g_assert_cmpint (g_array_index (quoted->people, RapLinePerson, 0).person_id, ==, 21);
}

static void
test_echoes (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);
  guint n_best;

  rap_line_context_add_point (context, 105, "A roomy policy");
  rap_line_context_add_point (context, 106, "Mushroom policy");
  {
    g_autoptr (GArray) ids = rap_grammar_find_echoes (context, "POLICY room", &n_best);

    g_assert_cmpuint (ids->len, ==, 3);
    g_assert_cmpuint (n_best, ==, 2);
    g_assert_cmpint (g_array_index (ids, gint64, 0), ==, POLICY_ROOM);
    g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 105);
    g_assert_cmpint (g_array_index (ids, gint64, 2), ==, 106);
  }
  {
    g_autoptr (GArray) ids = rap_grammar_find_echoes (context, "a roomy policy", &n_best);

    g_assert_cmpuint (n_best, ==, 1);
    g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 105);
  }
  {
    g_autoptr (GArray) ids = rap_grammar_find_echoes (context, "  ", &n_best);

    g_assert_cmpuint (ids->len, ==, 0);
    g_assert_cmpuint (n_best, ==, 0);
  }
}

/* A line made of an archive's fields alone */
static void
test_from_archive (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);
  g_autoptr (RapLine) line = rap_line_new (RAP_POINT_KIND_ACTION, "Ask Hazel Hall, or Nils, for the link");
  g_autoptr (RapLine) stranger = rap_line_new (RAP_POINT_KIND_INSIGHT, "We agree");
  g_autofree char *typed = NULL, *plain = NULL;
  gboolean exact;

  g_assert_true (rap_line_add_theme (line, "policy"));
  g_assert_true (rap_line_add_theme (line, "Culture change"));
  g_assert_false (rap_line_add_theme (line, "POLICY"));
  g_assert_true (rap_line_add_person (line, HAZEL, RAP_RELATION_MENTIONED, "Hazel Hall"));
  g_assert_true (rap_line_add_person (line, NILS, RAP_RELATION_MENTIONED, "Nils"));
  g_assert_true (rap_line_add_person (line, SARAH_NORTH, RAP_RELATION_OWNS, ""));
  g_assert_false (rap_line_add_person (line, NILS, RAP_RELATION_MENTIONED, "Nils"));
  line->due = g_strdup ("2011-02-28");
  line->starred = line->to_check = TRUE;
  line->agreed = 3;
  typed = rap_line_unparse (line, context, &exact);
  g_assert_cmpstr (
      typed, ==,
      "! Ask @\"Hazel Hall\", or @Nils, for the link by 2011-02-28 #policy #\"Culture change\" @North +3 * ?"
      "?");
  g_assert_true (exact);

  rap_line_add_person (stranger, 999, RAP_RELATION_SAID, "");
  plain = rap_line_unparse (stranger, context, &exact);
  g_assert_cmpstr (plain, ==, "\\We agree");
  g_assert_false (exact);
}

/* Shapes that make a careless scanner go over the rest of the line for every mark. */
static void
test_long (void)
{
  static const char *const SHAPES[] = { "word ", "#a1 ",    "#\"", "#« ", "@Sarah ", "@\"Hazel Hall\" ",
                                        "* ",    "by fri ", "\"",  "(",   "信" };
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (SHAPES); i++)
    {
      g_autoptr (GString) typed = g_string_new ("! ");
      g_autoptr (RapLine) line = NULL;
      gint64 start = g_get_monotonic_time ();

      while (g_utf8_strlen (typed->str, -1) < 10000)
        g_string_append (typed, SHAPES[i]);
      start = g_get_monotonic_time ();
      line = rap_line_parse (typed->str, context);
      g_test_message ("%s: %d µs", SHAPES[i], (int) (g_get_monotonic_time () - start));
      g_assert_cmpint (line->kind, ==, RAP_POINT_KIND_ACTION);
      g_assert_false (line->empty);
    }
}

static void
test_words (void)
{
  RapPointKind kind = RAP_POINT_KIND_QUOTE;
  RapRelation relation = RAP_RELATION_OWNS;
  g_autofree char *key = rap_theme_key ("  Ｃulture \t CHANGE "), *accented = rap_theme_key ("Éco"),
                  *plain = rap_theme_key ("Eco");

  for (int i = RAP_POINT_KIND_INSIGHT; i <= RAP_POINT_KIND_EXAMPLE; i++)
    {
      g_assert_true (rap_point_kind_from_string (rap_point_kind_to_string (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (rap_point_kind_from_string ("Insight", &kind));
  g_assert_false (rap_point_kind_from_string (NULL, &kind));
  g_assert_cmpint (kind, ==, RAP_POINT_KIND_EXAMPLE);
  g_assert_cmpstr (rap_relation_to_string (RAP_RELATION_SAID), ==, "said");
  g_assert_true (rap_relation_from_string ("mentioned", &relation));
  g_assert_cmpint (relation, ==, RAP_RELATION_MENTIONED);
  g_assert_false (rap_relation_from_string ("", &relation));
  g_assert_cmpstr (key, ==, "culture change");
  g_assert_cmpstr (accented, !=, plain);
}

/* Without a context nobody is known and a day needs its year. */
static void
test_no_context (void)
{
  g_autoptr (RapLine) line = rap_line_parse ("! send it by fri @Hazel #trust", NULL);
  g_autoptr (RapLine) dated = rap_line_parse ("! send it by 28 Feb 2011", NULL);
  g_autoptr (RapLine) none = rap_line_parse (NULL, NULL);

  g_assert_cmpstr (line->text, ==, "send it by fri @Hazel");
  g_assert_null (line->due);
  g_assert_cmpstr (dated->due, ==, "2011-02-28");
  g_assert_true (none->empty);
}

/* The checks of the random lines see what they are there to see. */
static void
test_checks_see_faults (void)
{
  static const char TYPED[] = "! send #trust to @Hazel by fri *";
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);
  g_autoptr (RapLine) line = rap_line_parse (TYPED, context), other = rap_line_parse (TYPED, context);
  g_autofree char *none = check_understood (TYPED, line, context), *dropped = NULL, *made_up = NULL, *misplaced = NULL;

  g_assert_null (none);
  g_assert_true (rap_line_equal (line, other));
  line->text[0] = ' ';
  dropped = check_understood (TYPED, line, context);
  g_assert_nonnull (dropped);
  line->text[0] = 'S';
  made_up = check_understood (TYPED, line, context);
  g_assert_nonnull (made_up);
  g_assert_false (rap_line_equal (line, other));
  line->text[0] = 's';
  g_assert_true (rap_line_equal (line, other));
  g_array_index (line->people, RapLinePerson, 0).relation = RAP_RELATION_MENTIONED;
  g_assert_false (rap_line_equal (line, other));
  g_array_index (line->marks, RapMark, 0).end = sizeof TYPED;
  misplaced = check_understood (TYPED, line, context);
  g_assert_nonnull (misplaced);
}

static void
test_month_order (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_TIME, NULL));

  setlocale (LC_TIME, "C"); /* 12/31/99 */
  g_assert_true (rap_grammar_default_month_first ());
  setlocale (LC_TIME, before);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grammar/cases", test_cases);
  g_test_add_func ("/grammar/american", test_american);
  g_test_add_func ("/grammar/unnamed", test_unnamed);
  g_test_add_func ("/grammar/marks", test_marks);
  g_test_add_func ("/grammar/unnamed-keeps-nothing", test_unnamed_keeps_nothing);
  g_test_add_func ("/grammar/choices", test_choices);
  g_test_add_func ("/grammar/quoted-full-name", test_quoted_full_name);
  g_test_add_func ("/grammar/echoes", test_echoes);
  g_test_add_func ("/grammar/from-archive", test_from_archive);
  g_test_add_func ("/grammar/long", test_long);
  g_test_add_func ("/grammar/words", test_words);
  g_test_add_func ("/grammar/no-context", test_no_context);
  g_test_add_func ("/grammar/month-order", test_month_order);
  g_test_add_func ("/grammar/checks-see-faults", test_checks_see_faults);
  g_test_add_func ("/grammar/random", test_random);
  return g_test_run ();
}
