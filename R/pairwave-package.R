#' pairwave: from survey exports to a paper's tables
#'
#' Reads the exports of a survey asked before, after and some time after a programme, links
#' each person's answers, scores the scales, and says who took part, whether they changed and
#' whether it lasted. In short:
#'
#' ```r
#' use_study(c("before.xlsx", "after.xlsx"))  # drafts study.yml: read its comments
#' cohort <- read_cohort("study.yml")         # who came, who was linked
#' check_cohort(cohort)                       # what may be wrong, worst first
#' report(cohort, "evaluation.html")          # everything, as one page
#' ```
#'
#' @section Which function answers which question:
#'
#' | You ask | Call |
#' |---|---|
#' | **The files** | |
#' | What is in this export? | [read_survey()], then [codebook()] |
#' | How do I tell it which file is which wave, which items are a scale? | [use_study()] drafts it; [study_file] lists every key; [study()] says it in R |
#' | May something be wrong with the data? | [check_cohort()]; in CI [use_cohort_ci()] |
#' | **The people** | |
#' | How many came, answered, were linked, and where were the others lost? | [read_cohort()] prints it; [participation()] is the flow |
#' | Two codes differ by a slip: are they one person? | [review_links()], by numbers or in a window |
#' | Who were they? | [demographics()] |
#' | Do those who stayed differ from those who were lost? | [attrition()], [missing_patterns()] |
#' | **The change** | |
#' | Did they change? | [paired_change()] |
#' | Did it last? | [persistence()] |
#' | Nobody can be linked: did the group change? | [unpaired_change()] |
#' | Which items changed, and how was each answered? | [item_change()], [item_frequencies()] |
#' | What was the mean of everyone in each wave? | [wave_means()] |
#' | They were asked to remember how it was before | [response_shift()] |
#' | Does the scale hang together? | [scale_reliability()] |
#' | How did the years, or the sites, compare? | [stack_cohorts()], [pooled_change()], [report()] of them |
#' | How many people does the next survey need? | [plan_sample()] |
#' | **What they said** | |
#' | I coded the open answers in NVivo, Taguette, QualCoder, MAXQDA or a table | [read_codes()], [framework()] |
#' | How many said what, and what goes together? | [code_frequencies()], [co_occurrence()], [joint_display()] |
#' | Do the coders agree? Was anything new at the end? | [coder_agreement()], [code_saturation()] |
#' | Which quotes may be printed? | [review_quotes()], [quotes()] |
#' | **Telling others** | |
#' | Look at all of it without typing | [browse()] |
#' | One page, a Word file, a workbook | [report()]; [use_report()] for a document to go on with |
#' | A table in my own document | print the result in a chunk; [write_result()] for a file; [as_gt()] and [as_ard()] for other packages |
#' | A picture | [`plot()`][pairwave_plots] of the result |
#' | Sentences, a methods section, one figure in a sentence | [describe()], [describe_methods()], [value()] |
#' | May I publish these counts? | [disclosure] |
#' | Hand on the data | [write_cohort()], [write_survey()] |
#' | What was it made with? | [provenance()] |
#'
#' Each analysis takes a cohort, or a plain data frame whose columns are named: no study file
#' is needed for one table.
#'
#' @section Pages to read:
#' `vignette("from-exports-to-report")` is the way as a whole, `vignette("exports")` has a
#' section for each survey platform, `vignette("gallery")` twelve studies of other kinds,
#' `vignette("reading-the-report")` says what the report's words and numbers mean,
#' `vignette("words-for-the-paper")` how to write them down, `vignette("when-nothing-links")`
#' what to do then, and `vignette("spss-jasp-jamovi")` what each figure is called elsewhere.
#'
#' From a shell, `pairwave check`, `pairwave report` and `pairwave codebook` do these; the
#' command lies in the package's folder `bin`.
#' @keywords internal
#' @useDynLib pairwave, .registration = TRUE
"_PACKAGE"

# The pronoun of ggplot2's aes().
utils::globalVariables(".data")
