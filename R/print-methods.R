# What the methods of a result are called in a paper: a sentence for each code that a
# result shows, with the works that it cites. Another language is another table.

# By kind of result: the statistics whose estimate a reader sees, in the order in which
# they are told, and what each is called.
methods_told <- list(
  pairwave_change = c(
    change = "Change", change_estimated_weights = "Weighted change", d_av = "d_av",
    p_adjusted = "Adjusted p"
  ),
  pairwave_item_change = c(p = "p of an item", p_adjusted = "Adjusted p of an item",
                           p_cochran = "All waves"),
  pairwave_persistence = c(
    p_persistence = "Whether a change lasted",
    p_persistence_adjusted = "Adjusted p of whether a change lasted",
    retention = "The part of a change that was left", tipping_point = "Tipping point"
  ),
  pairwave_reliability = c(alpha = "Reliability", omega = "Reliability"),
  pairwave_wave_means = c(mean = "Means"),
  pairwave_unpaired = c(
    change = "Change of the group", superiority = "Probability of a higher answer",
    p_superiority = "Brunner-Munzel", p_linked = "Partly overlapping samples",
    p_if_same = "Range over correlations", p_adjusted = "Adjusted p"
  ),
  pairwave_attrition = c(smd = "Standardised difference of stayed and lost",
    odds_ratio = "Response")
)

# What a headline shows on request, by the word that asks for it.
methods_also <- list(
  medians = c(median_change = "Medians"), ranks = c(z = "Rank sums"),
  bayes_factor = c(bayes_factor = "Bayes factor")
)

# A sentence for a method or interval: its words, and keys of methods_works_en. Codes
# without a sentence are told by their rule.
methods_en <- list(
  paired_t = c("Change was compared by the paired t test on the people who answered both waves."),
  algina_keselman = c(
    paste(
      "It is standardised by the root of the mean of both variances (d_av; Cumming, 2012),",
      "with the interval of Algina and Keselman (2003)."
    ),
    "cumming", "algina"
  ),
  bca = c(
    "Intervals are bias-corrected and accelerated bootstrap intervals (Efron, 1987).", "efron"
  ),
  bootstrap_t = c("Intervals of the change are bootstrap t intervals (Hall, 1988).", "hall"),
  holm = c("p values are adjusted by Holm's (1979) method.", "holm"),
  bh = c("p values are adjusted by the method of Benjamini and Hochberg (1995).", "benjamini"),
  holm_tests = c("p values of a table of change are adjusted by Holm's (1979) method.", "holm"),
  holm_scales = c(
    "p values of whether a change lasted are adjusted over the scales by Holm's (1979) method.",
    "holm"
  ),
  bh_tests = c(paste(
    "p values of a table of change are adjusted by the method of Benjamini and Hochberg",
    "(1995)."
  ), "benjamini"),
  primary_unadjusted = c(paste(
    "The primary outcome was declared beforehand and is tested at the full level; all others",
    "are exploratory."
  )),
  holm_items = c(paste(
    "p values of items are adjusted by Holm's (1979) method over the items of a contrast;",
    "items are exploratory."
  ), "holm"),
  bh_items = c(paste(
    "p values of items are adjusted by the method of Benjamini and Hochberg (1995) over the",
    "items of a contrast; items are exploratory."
  ), "benjamini"),
  mcnemar_mid_p = c(
    "Items of yes and no were compared by McNemar's test with mid-p (Fagerland et al., 2013).",
    "fagerland"
  ),
  mcnemar_exact = c("Items of yes and no were compared by McNemar's exact test."),
  stuart_maxwell_test = c(
    "Items without an order were compared by the Stuart-Maxwell test (Maxwell, 1970).", "maxwell"
  ),
  bhapkar_test = c("Items without an order were compared by Bhapkar's (1966) test.", "bhapkar"),
  paired_t_two_sided = c("Items with ordered answers were compared by the paired t test."),
  non_inferiority_likelihood = c(
    paste(
      "Whether a gain lasted was tested against the margin of the study by a one-sided test",
      "on the restricted likelihood of everyone with an answer, with the degrees of freedom",
      "of Kenward and Roger (1997)."
    ),
    "kenward"
  ),
  equivalence_likelihood = c(
    paste(
      "Whether a change lasted was tested by two one-sided tests against the margin of the",
      "study on the restricted likelihood of everyone with an answer, with the degrees of",
      "freedom of Kenward and Roger (1997)."
    ),
    "kenward"
  ),
  non_inferiority_jackknife = c(
    paste(
      "Whether a gain lasted was tested against the margin of the study by a one-sided test",
      "on the restricted likelihood of everyone with an answer, with the degrees of freedom",
      "of Kenward and Roger (1997) and the larger of their standard error and the jackknife's",
      "(Efron and Stein, 1981)."
    ),
    "kenward", "efron_stein"
  ),
  equivalence_jackknife = c(
    paste(
      "Whether a change lasted was tested by two one-sided tests against the margin of the",
      "study on the restricted likelihood of everyone with an answer, with the degrees of",
      "freedom of Kenward and Roger (1997) and the larger of their standard error and the",
      "jackknife's (Efron and Stein, 1981)."
    ),
    "kenward", "efron_stein"
  ),
  non_inferiority_t = c(paste(
    "Whether a gain lasted was tested against the margin of the study by a one-sided t test",
    "on complete pairs."
  )),
  equivalence_t = c(paste(
    "Whether a change lasted was tested against the margin of the study by two one-sided t",
    "tests on complete pairs."
  )),
  fieller = c("The part of a change that was left has Fieller's (1954) interval.", "fieller"),
  welch_unpaired = c(
    paste(
      "Waves were compared as groups of people, whoever answered in them, by Welch's (1947) t",
      "test: change of the group, not of people."
    ),
    "welch"
  ),
  brunner_munzel = c(
    paste(
      "How probable it is that an answer of the later wave is higher than one of the earlier",
      "was tested after Brunner and Munzel (2000)."
    ),
    "brunner"
  ),
  overlapping = c(
    paste(
      "Where some people were known to be in both waves, the partly overlapping samples t test",
      "was used beside it (Derrick, Toher and White, 2017)."
    ),
    "derrick"
  ),
  overlapping_assumed = c(paste(
    "As people may have answered twice unknown to us, intervals and p are also given for",
    "correlations from 0 to 0.9 of the same people's answers."
  )),
  cronbach = c("Reliability is Cronbach's alpha."),
  feldt = c("Alpha has the interval of Feldt (1965).", "feldt"),
  points_below = c(paste(
    "The tipping point is how far below their prediction those who were lost would have to",
    "stand for the interval of the later change to hold 0."
  )),
  smd_average_sd = c(paste(
    "People who were found again and people who were not are compared by standardised",
    "differences."
  )),
  odds_of_staying = c("Who was found again was modelled by logistic regression."),
  profile_penalised = c(
    "Its odds ratios have profile penalised likelihood limits (Heinze and Schemper, 2002).",
    "heinze"
  ),
  estimated_weights = c(paste(
    "Where weights come from the response model, the error of the weighted change is that of",
    "M-estimation of the model and the mean together (Stefanski and Boos, 2002)."
  ), "stefanski"),
  jzs = c("Bayes factors are those of Rouder et al. (2009).", "rouder"),
  cochran_waves_test = c("Items of yes and no were compared over all waves by Cochran's Q."),
  mcdonald = c("McDonald's omega is that of one factor.")
)

methods_works_en <- c(
  algina = paste(
    "Algina, J. and Keselman, H. J. (2003) Approximate confidence intervals for effect sizes.",
    "*Educational and Psychological Measurement* 63, 537-553."
  ),
  benjamini = paste(
    "Benjamini, Y. and Hochberg, Y. (1995) Controlling the false discovery rate. *Journal of",
    "the Royal Statistical Society B* 57, 289-300."
  ),
  bhapkar = paste(
    "Bhapkar, V. P. (1966) A note on the equivalence of two test criteria for hypotheses in",
    "categorical data. *Journal of the American Statistical Association* 61, 228-235."
  ),
  brunner = paste(
    "Brunner, E. and Munzel, U. (2000) The nonparametric Behrens-Fisher problem: asymptotic",
    "theory and a small-sample approximation. *Biometrical Journal* 42, 17-25."
  ),
  cumming = "Cumming, G. (2012) *Understanding the New Statistics*. Routledge.",
  derrick = paste(
    "Derrick, B., Toher, D. and White, P. (2017) How to compare the means of two samples that",
    "include paired observations and independent observations. *The Quantitative Methods for",
    "Psychology* 13, 120-126."
  ),
  efron = paste(
    "Efron, B. (1987) Better bootstrap confidence intervals. *Journal of the American",
    "Statistical Association* 82, 171-185."
  ),
  efron_stein = paste(
    "Efron, B. and Stein, C. (1981) The jackknife estimate of variance. *Annals of Statistics*",
    "9, 586-596."
  ),
  fagerland = paste(
    "Fagerland, M. W., Lydersen, S. and Laake, P. (2013) The McNemar test for binary",
    "matched-pairs data: mid-p and asymptotic are better than exact conditional. *BMC Medical",
    "Research Methodology* 13, 91."
  ),
  feldt = paste(
    "Feldt, L. S. (1965) The approximate sampling distribution of Kuder-Richardson",
    "reliability coefficient twenty. *Psychometrika* 30, 357-370."
  ),
  fieller = paste(
    "Fieller, E. C. (1954) Some problems in interval estimation. *Journal of the Royal",
    "Statistical Society B* 16, 175-185."
  ),
  hall = paste(
    "Hall, P. (1988) Theoretical comparison of bootstrap confidence intervals. *Annals of",
    "Statistics* 16, 927-953."
  ),
  heinze = paste(
    "Heinze, G. and Schemper, M. (2002) A solution to the problem of separation in logistic",
    "regression. *Statistics in Medicine* 21, 2409-2419."
  ),
  holm = paste(
    "Holm, S. (1979) A simple sequentially rejective multiple test procedure. *Scandinavian",
    "Journal of Statistics* 6, 65-70."
  ),
  kenward = paste(
    "Kenward, M. G. and Roger, J. H. (1997) Small sample inference for fixed effects from",
    "restricted maximum likelihood. *Biometrics* 53, 983-997."
  ),
  maxwell = paste(
    "Maxwell, A. E. (1970) Comparing the classification of subjects by two independent",
    "judges. *British Journal of Psychiatry* 116, 651-655."
  ),
  nimon = paste(
    "Nimon, K., Zigarmi, D. and Allen, J. (2011) Measures of program effectiveness based on",
    "retrospective pretest data: are all created equal? *American Journal of Evaluation* 32,",
    "8-28."
  ),
  nolte = paste(
    "Nolte, S., Elsworth, G. R., Sinclair, A. J. and Osborne, R. H. (2012) The inclusion of",
    "'then-test' questions in post-test questionnaires alters post-test responses: a randomized",
    "study of bias in health program evaluation. *Quality of Life Research* 21, 487-494."
  ),
  rouder = paste(
    "Rouder, J. N., Speckman, P. L., Sun, D., Morey, R. D. and Iverson, G. (2009) Bayesian t",
    "tests for accepting and rejecting the null hypothesis. *Psychonomic Bulletin & Review*",
    "16, 225-237."
  ),
  stefanski = paste(
    "Stefanski, L. A. and Boos, D. D. (2002) The calculus of M-estimation. *The American",
    "Statistician* 56, 29-38."
  ),
  welch = paste(
    "Welch, B. L. (1947) The generalization of Student's problem when several different",
    "population variances are involved. *Biometrika* 34, 28-35."
  )
)
