# What the codes of a result are called: the only place where a rule or a note is
# worded. Results carry codes and numbers as columns; from them and this table the
# columns `rule` and `note` follow. Another language is another table.

# The smallest group whose figures are given: those of one or two people would
# be their answers.
smallest_group <- 5

# By code its words. "{df1}" stands for the column of that name, "{df2:1}" for it
# with one decimal, "{setting:test}" for a number of tests and "{smallest}"
# for smallest_group. What `number` has is added to a method where the numbers in
# it are known.
words_en <- list(
  method = c(
    suppressed = "suppressed under {about}",
    # Change of a scale.
    complete_pairs = "complete pairs",
    later_missing = "later answer missing",
    earlier_missing = "earlier answer missing",
    sample_sd = "complete pairs, n - 1",
    pearson = "Pearson, complete pairs",
    paired_t = "t test on complete pairs",
    paired_t_two_sided = "t test on complete pairs, two-sided",
    bootstrap_t_two_sided = "bootstrap t, {setting:,} resamples, two-sided",
    estimated_weights =
      "t test on complete pairs, the error with that of the weights (M-estimation)",
    estimated_weights_two_sided =
      "t test on complete pairs, the error with that of the weights (M-estimation), two-sided",
    likelihood = "restricted likelihood of everyone with an answer, closed form",
    likelihood_em = "restricted likelihood of everyone with an answer, EM",
    likelihood_small = paste(
      "restricted likelihood of everyone with an answer, closed form; approximate below 20",
      "people"
    ),
    likelihood_em_small =
      "restricted likelihood of everyone with an answer, EM; approximate below 20 people",
    d_average_sd = "change over sqrt((s1^2 + s2^2) / 2)",
    d_change_sd = "change over the SD of changes",
    d_repeated = "d_z sqrt(2 (1 - r))",
    d_earlier_sd = "change over the SD of the earlier wave",
    hedges_two_waves = "d_av with Hedges' factor for two correlated waves",
    hedges_change_sd = "d_z with Hedges' factor, m = n - 1",
    later_above = "later above earlier",
    later_equal = "later equals earlier",
    later_below = "later below earlier",
    share_above = "improved / n",
    share_equal = "same / n",
    share_below = "worse / n",
    superiority = "probability that a later answer is better: (improved + same / 2) / n",
    improved_of_moved = "improved / (improved + worse)",
    improved_to_worse = "improved / worse",
    sign_test = "binomial test of improved against worse, exact",
    share_higher = "higher / n",
    share_lower = "lower / n",
    superiority_higher = "probability that a later answer is higher: (higher + same / 2) / n",
    higher_of_moved = "higher / (higher + lower)",
    higher_to_lower = "higher / lower",
    sign_test_sides = "binomial test of higher against lower, exact",
    exact_pratt = "exact, Pratt zeros",
    exact_wilcoxon = "exact, Wilcoxon zeros",
    normal_pratt = "normal approximation, Pratt zeros",
    normal_wilcoxon = "normal approximation, Wilcoxon zeros",
    kerby = "signed ranks (Kerby), above 0 where later answers are better",
    kerby_lower = "signed ranks (Kerby), below 0 where later answers are better",
    kerby_higher = "signed ranks (Kerby), above 0 where later answers are higher",
    walsh_pratt = "median of Walsh averages, Pratt zeros",
    walsh_wilcoxon = "median of Walsh averages, Wilcoxon zeros",
    at_lowest = "earlier answer is the lowest possible",
    at_lowest_later = "later answer is the lowest possible",
    at_highest = "earlier answer is the highest possible",
    at_highest_later = "later answer is the highest possible",
    given = "as given",
    alpha_of_wave = "alpha in {about}",
    jacobson_truax = "1.96 sqrt(2) sd_before sqrt(1 - reliability)",
    above_threshold = "change above the threshold",
    within_threshold = "change within the threshold",
    below_threshold = "change below minus the threshold",
    unadjusted = "not adjusted",
    primary_unadjusted = "primary outcome, not adjusted",
    holm = "Holm",
    bh = "Benjamini-Hochberg",
    holm_tests = "Holm over {setting:test}",
    bh_tests = "Benjamini-Hochberg over {setting:test}",
    holm_scales = "Holm over {setting:scale}",
    holm_items = "Holm over {setting:item}",
    bh_items = "Benjamini-Hochberg over {setting:item}",
    quartile_6 = "complete pairs, quartiles of type 6 (as in SPSS)",
    quartile_7 = "complete pairs, quartiles of type 7 (as in R)",
    rises_pratt = "sum of the ranks of rises, Pratt zeros",
    rises_wilcoxon = "sum of the ranks of rises, Wilcoxon zeros",
    falls_pratt = "sum of the ranks of falls, Pratt zeros",
    falls_wilcoxon = "sum of the ranks of falls, Wilcoxon zeros",
    ranks_pratt = "ranks of rises less those of falls, Pratt zeros",
    ranks_wilcoxon = "ranks of rises less those of falls, Wilcoxon zeros",
    ranks_z_pratt = "W over its standard deviation with ties, Pratt zeros, not corrected",
    ranks_z_wilcoxon = "W over its standard deviation with ties, Wilcoxon zeros, not corrected",
    sd_over_root_n = "complete pairs, SD over sqrt(n)",
    jzs = "change against none, JZS prior of scale {setting:3} (Rouder et al. 2009)",
    jzs_log = "its natural logarithm, JZS prior of scale {setting:3} (Rouder et al. 2009)",
    cutoff_from_norm = "cut-off from a norm",
    cutoff_above = "the good side is above it",
    cutoff_below = "the good side is below it",
    cutoff_between = "between the people before and the norm ({about}; Jacobson and Truax)",
    crossed_cutoff = "change beyond the threshold, over the cut-off to its good side",
    towards_cutoff = "change beyond the threshold towards the good side, not over the cut-off",
    away_from_cutoff = "change beyond the threshold away from the good side",
    at_least_important = "change of the smallest important difference or more",
    below_important = "change below the smallest important difference",
    # Change of groups.
    welch_two = "{about} less {against}",
    welch_difference = "second group less first",
    welch_f = "Welch, groups of {smallest} or more pairs",
    # All waves of a scale.
    every_wave = "answered every wave",
    any_wave = "answered at least one wave",
    repeated_anova = "repeated-measures analysis of variance",
    df_of_waves = "waves less 1",
    df_of_error = "(n - 1) (waves - 1)",
    f_spherical = "F test, taking the waves' covariances as spherical",
    greenhouse = "Greenhouse-Geisser",
    f_greenhouse = "F test, Greenhouse-Geisser df",
    huynh = "Huynh-Feldt, at most 1",
    f_huynh = "F test, Huynh-Feldt df",
    eta_partial = "of waves and error",
    eta_generalised = "of waves, error and people",
    friedman = "Friedman's chi-squared, with ties",
    friedman_test = "Friedman's test, chi-squared approximation",
    kendall = "Friedman's chi-squared over n (waves - 1)",
    # Change of an item.
    mean_of_positions = "complete pairs, answers counted as {about}",
    t_of_positions = "t test on complete pairs, answers counted as {about}",
    share_of_yes = "share of {about:quoted}, answered in both",
    difference_of_shares = "difference of shares",
    mcnemar_mid_p = "McNemar's test, mid-p",
    mcnemar_exact = "McNemar's test, exact",
    no_then_yes = "no, then yes",
    same_answer = "the same answer",
    yes_then_no = "yes, then no",
    same_category = "the same category",
    other_category = "another category",
    stuart_maxwell = "Stuart-Maxwell chi-squared",
    df_of_categories = "categories that people left or entered, less 1",
    stuart_maxwell_test = "Stuart-Maxwell test, chi-squared approximation",
    bhapkar = "Bhapkar chi-squared",
    bhapkar_test = "Bhapkar test, chi-squared approximation",
    cochran_waves = "Cochran's Q over all waves",
    cochran_waves_test = "Cochran's test, chi-squared approximation",
    people_of_pattern = "people with this pattern",
    # Change of a group.
    people_in_wave = "people with an answer in the wave",
    people_in_both = "people known to have an answer in both waves",
    mean_in_wave = "everyone who answered in the wave",
    sd_in_wave = "everyone who answered in the wave, n - 1",
    share_of_yes_in_wave = "share of {about:quoted}, everyone who answered in the wave",
    positions_in_wave = "everyone who answered in the wave, answers counted as {about}",
    welch_unpaired = "Welch's t test of two groups, as if nobody were in both waves",
    later_higher = "an answer of the later wave above one of the earlier, ties half",
    brunner_munzel = "Brunner-Munzel test",
    pearson_both = "Pearson, people known to be in both waves",
    overlapping = "partly overlapping samples t test of everyone, spreads apart",
    overlapping_pooled = "partly overlapping samples t test of everyone, spreads taken as equal",
    overlapping_assumed =
      "everyone of the smaller wave taken to be in the other, with r = {setting}",
    # Answers to an item.
    answered_in_wave = "people who answered",
    share_of_answered = "share of those who answered, half away from zero",
    share_of_top_two = "one of the two highest answers: {about}",
    share_of_lowest_two = "one of the two lowest answers: {about}",
    in_wave_unanswered = "in the wave, without an answer",
    quartile_of_answers_6 = "median and quartiles of type 6 (as in SPSS)",
    quartile_of_answers_7 = "median and quartiles of type 7 (as in R)",
    # Persistence.
    since_pairs = "t, pairs of after and later",
    declared = "as declared",
    non_inferiority_likelihood = paste(
      "one-sided t test of non-inferiority at {setting}%, restricted likelihood of everyone",
      "with an answer"
    ),
    equivalence_likelihood = paste(
      "two one-sided t tests at {setting}% each, restricted likelihood of everyone with an",
      "answer"
    ),
    non_inferiority_jackknife = paste(
      "one-sided t test of non-inferiority at {setting}%, restricted likelihood of everyone",
      "with an answer, its error by the jackknife, the larger one"
    ),
    equivalence_jackknife = paste(
      "two one-sided t tests at {setting}% each, restricted likelihood of everyone with an",
      "answer, its error by the jackknife, the larger one"
    ),
    non_inferiority_t =
      "one-sided t test of non-inferiority at {setting}%, pairs of after and later",
    equivalence_t = "two one-sided t tests at {setting}% each, pairs of after and later",
    ratio_of_gains = "ratio of the two changes, restricted likelihood of everyone with an answer",
    lost_later = "answered before or after, not later",
    lost_but_found = "found later, with too few answers",
    lost_unchanged = "the lost taken to stand where they stood before",
    points_below = paste(
      "points below their prediction where the {setting}% interval of the later change",
      "first holds 0"
    ),
    # Means of waves, and reliability.
    mean_of_wave = "mean, t interval",
    sd_of_wave = "n - 1",
    every_item = "answered every item",
    every_item_sd = "answered every item, n - 1",
    items_of_scale = "items of the scale",
    cronbach = "Cronbach",
    cronbach_dropped = "Cronbach, without the item",
    mcdonald = "McDonald, one factor by likelihood",
    item_rest = "Pearson, with the sum of the other items",
    one_factor = "one factor by likelihood, standardised",
    # Attrition.
    usable_records = "people with a usable record",
    earlier_scores = "scores in the earlier wave",
    earlier_scores_sd = "scores in the earlier wave, n - 1",
    smd_average_sd = "over sqrt((s1^2 + s2^2) / 2)",
    yang_dalton = "Yang-Dalton distance of shares",
    people = "people",
    share_of_asked_group = "share of those in the group who were asked",
    odds_of_staying = "odds of staying",
    weights_firth = "share who stayed over the fitted probability, Firth logistic regression",
    weights_ml = "share who stayed over the fitted probability, logistic regression",
    # Who got how far.
    given_number = "given",
    attendance_list = "attendance list",
    records_of_export = "records of the export",
    pairs_of_scores = "complete pairs of scores",
    # Several cohorts.
    random_effects = "random effects, REML",
    random_effects_test = "random effects, Hartung-Knapp t test",
    fixed_effect = "fixed effect, inverse variance",
    fixed_effect_test = "fixed effect, normal",
    between_reml = "REML",
    i_squared = "tau2 over tau2 and the typical variance, percent",
    cochran = "Cochran's Q",
    cochran_test = "Cochran's Q, chi-squared",
    next_cohort = "random effects",
    # Answers of people.
    share_of_all = "share of everyone, half away from zero",
    share_of_all_several = "share of everyone, several answers each, half away from zero",
    share_of_asked = "share of those who were asked, half away from zero",
    share_of_asked_several =
      "share of those who were asked, several answers each, half away from zero",
    share_of_disclosed = "share of those who disclosed, half away from zero",
    share_of_disclosed_several =
      "share of those who disclosed, several answers each, half away from zero",
    count_only = "count only",
    people_with_number = "people with a number",
    population_multinomial =
      "exact multinomial test against the shares of {setting} people ({about})",
    population_fisher =
      "Fisher's exact test against the others of {setting} people ({about})",
    rounded = "to the nearest {setting}",
    rounded_share = "to the nearest {setting}, share of rounded counts",
    rounded_people = "people to the nearest {setting}",
    # Agreement of coders.
    share_agreeing = "share of units given the same",
    share_of_pairs_agreeing = "share of pairs of coders who agree, mean over units",
    share_weighted_linear = "agreement with linear weights",
    share_weighted_quadratic = "agreement with quadratic weights",
    cicchetti_positive = "agreement where the code was given (Cicchetti-Feinstein)",
    cicchetti_negative = "agreement where the code was not given (Cicchetti-Feinstein)",
    jaccard_coded = "given by both over given by either",
    f1_coded = "given by both twice over given by each",
    cohen = "Cohen",
    cohen_weighted_linear = "Cohen, linear weights",
    cohen_weighted_quadratic = "Cohen, quadratic weights",
    fce_null = "normal test of kappa against 0, Fleiss-Cohen-Everitt error under it",
    fce_null_weighted_linear =
      "normal test of kappa against 0, Fleiss-Cohen-Everitt error under it, linear weights",
    fce_null_weighted_quadratic =
      "normal test of kappa against 0, Fleiss-Cohen-Everitt error under it, quadratic weights",
    conger = "Conger",
    conger_weighted_linear = "Conger, linear weights",
    conger_weighted_quadratic = "Conger, quadratic weights",
    scott = "Scott",
    scott_weighted_linear = "Scott, linear weights",
    scott_weighted_quadratic = "Scott, quadratic weights",
    fleiss = "Fleiss",
    fleiss_weighted_linear = "Fleiss, linear weights",
    fleiss_weighted_quadratic = "Fleiss, quadratic weights",
    byrt = "2 percent - 1 (Byrt)",
    brennan_prediger = "Brennan-Prediger",
    brennan_prediger_weighted_linear = "Brennan-Prediger, linear weights",
    brennan_prediger_weighted_quadratic = "Brennan-Prediger, quadratic weights",
    gwet_ac1 = "Gwet's AC1",
    gwet_ac2_linear = "Gwet's AC2, linear weights",
    gwet_ac2_quadratic = "Gwet's AC2, quadratic weights",
    alpha_nominal = "Krippendorff, nominal",
    alpha_ordinal = "Krippendorff, ordinal",
    alpha_interval = "Krippendorff, interval",
    alpha_ratio = "Krippendorff, ratio",
    alpha_sets = "Krippendorff, sets equal or not",
    alpha_jaccard = "Krippendorff, Jaccard's distance of sets",
    alpha_masi = "Krippendorff, MASI distance of sets (Passonneau 2006)",
    unitizing = "Krippendorff's unitizing, gaps as a value",
    unitizing_binary = "Krippendorff's unitizing, gaps against segments",
    unitizing_coded = "Krippendorff's unitizing, codes where both coded",
    # Codes and who has them.
    people_with_code = "participants with the code or one below it",
    people_without_code = "participants with neither the code nor one below it",
    with_less_without = "mean of those with the code less that of those without",
    shortest_quote = "shortest quote that was approved",
    first_quote = "first quote that was approved",
    units_with_code = "units with the code or one below it",
    sources_with_code = "sources with the code or one below it",
    references_of_code = "codings of the code and those below it",
    people_with_both = "participants with both codes",
    units_with_both = "units with both codes",
    sources_with_both = "sources with both codes",
    people_with_overlap = "participants with both codes on the same words",
    units_with_overlap = "units with both codes on the same words",
    sources_with_overlap = "sources with both codes on the same words",
    stretches_with_overlap = "stretches on which both codes stand",
    first_seen = "codes not seen in an earlier source",
    guest = "new codes of {detail:source} over those of the first {setting}",
    guest_base = "codes of the first {setting:source}",
    guest_reached =
      "sources before the first run at or below the threshold (Guest, Namey and Chen)",
    # The next cohort's size.
    least_n_two_sided = "noncentral t, paired t test, two-sided, least n with power {setting}",
    least_n_one_sided = "noncentral t, paired t test, one-sided, least n with power {setting}",
    least_change_two_sided =
      "noncentral t, paired t test, two-sided, smallest change with power {setting}",
    least_change_one_sided =
      "noncentral t, paired t test, one-sided, smallest change with power {setting}"
  ),
  number = c(
    cutoff_above = "from {about}", cutoff_below = "from {about}",
    likelihood = "Kenward-Roger df {df2:1}",
    likelihood_em = "Kenward-Roger df {df2:1}",
    likelihood_small = "Kenward-Roger df {df2:1}",
    likelihood_em_small = "Kenward-Roger df {df2:1}",
    non_inferiority_likelihood = "Kenward-Roger df {df2:1}",
    equivalence_likelihood = "Kenward-Roger df {df2:1}",
    non_inferiority_jackknife = "Kenward-Roger df {df2:1}",
    equivalence_jackknife = "Kenward-Roger df {df2:1}",
    alpha_of_wave = "n = {detail}",
    welch_f = "F({df1}, {df2:1}) = {detail:2}"
  ),
  # What is said already by the method has no words.
  interval = c(
    t = "",
    t_of_level = "{setting}% interval",
    t_of_level_jackknife = "{setting}% interval, its error by the jackknife, the larger one",
    algina_keselman = "Algina-Keselman noncentral t",
    noncentral_t = "noncentral t",
    wilson = "Wilson interval",
    newson = "jackknife interval on the arctanh scale (Newson)",
    newson_end = "every change one way: Clopper-Pearson limit",
    newson_still = "nobody changed: Clopper-Pearson limits",
    clopper_pearson = "Clopper-Pearson interval",
    mid_p = "mid-p interval",
    bonett = "Bonett interval",
    bootstrap_t = "bootstrap t, {setting:,} resamples",
    bootstrap_t_flat =
      "no bootstrap t interval: too many resamples have no spread",
    order_statistic = "order-statistic interval",
    too_few = "too few for an interval",
    bca = "BCa bootstrap, {setting:,} resamples",
    bca_no_value = "no bootstrap interval: too many resamples have no value",
    bca_no_jackknife = "no bootstrap interval: without one person there is no value",
    bca_one_side = "no bootstrap interval: all resamples are on one side",
    welch_t = "Welch t interval",
    brunner_munzel = "Brunner-Munzel t interval",
    bonett_price = "Bonett-Price interval",
    fieller = "Fieller interval",
    feldt = "Feldt interval",
    wald = "Wald interval",
    profile_penalised = "profile penalised interval",
    hartung_knapp = "Hartung-Knapp t interval",
    normal = "normal interval",
    q_profile = "Q-profile interval",
    prediction_t = "prediction interval, t",
    fce = "Fleiss-Cohen-Everitt interval",
    linearised = "Gwet's interval by linearisation",
    participants_bootstrap = "percentiles of {setting:,} resamples of participants",
    one_participant = "no interval: one participant",
    no_error = "no interval: the estimated error is 0",
    draws_no_value = "no interval: too many resamples have no value",
    dependent_characters = "no interval: characters depend on each other"
  ),
  # What an interval covers where it is not its level.
  caution = c(
    skewed_changes = paste(
      "changes are skewed for so few pairs, and t's interval covers less than its level:",
      "compare interval = \"bootstrap_t\""
    ),
    skewed_d = "changes are skewed for so few pairs, and this interval covers less than its level",
    skewed_bootstrap_t = paste(
      "changes are skewed for so few pairs, and the bootstrap t covers less than its level",
      "too, though more than t"
    ),
    crowded_earlier = paste(
      "with so many of the earlier answers at one end the interval covers some points more or",
      "less than its level"
    ),
    lost_likelihood = paste(
      "with so many answers lost the interval rests on answers that are near normal: where",
      "they pile up at an end it covers some points less than its level"
    ),
    likelihood_tops = paste(
      "so few people answered some two waves that the restricted likelihood has more than one",
      "top: this is of the highest at which no wave follows from the others, and another is",
      "about as likely"
    ),
    tied_changes = "with ties or zeros the interval covers more than its level",
    lost_later = paste(
      "leaves out who did not answer again: where staying depends on the earlier answer it",
      "covers less of everyone's change than its level"
    ),
    at_least_level = "covers its level or more",
    few_in_share = paste(
      "with fewer than {smallest} people on one side the interval can cover some points more",
      "or less than its level"
    ),
    few_steps = paste(
      "with so few people the interval can cover up to three points more or less than its",
      "level"
    ),
    few_moved = "with so few changes other than zero the interval covers its level or more"
  ),
  weighted = "weighted; ",
  weighted_by = "weighted by {about}; ",
  reversed = " (reversed)",
  left_out = "left out of the summary: ",
  reason = c(
    suppressed = "suppressed under {about}",
    few_in_group = "fewer than {smallest} pairs in the group",
    no_quote = "no quote of it was approved",
    few_on_side = "fewer than {smallest} complete pairs on that side",
    few_on_a_side = "fewer than {smallest} complete pairs on a side",
    few_answers_in_group = "fewer than {smallest} answers of the group in a wave",
    wave_empty = "nobody answered in one of the waves",
    few_in_a_wave = "fewer than 2 people answered in one of the waves",
    waves_apart = "the answers of the two waves do not overlap, so their ranks have no variance",
    nobody_in_both = "nobody is known to be in both waves",
    few_in_both = "fewer than 2 people are known to be in both waves",
    constant_both = "with so much in common the answers of those in both leave no variance",
    no_pair = "no complete pair",
    few_pairs = "fewer than 2 complete pairs",
    few_pairs_hedges = "fewer than 3 complete pairs",
    constant_wave = "no variance in one of the waves",
    constant_waves = "no variance in either wave",
    constant_change = "every change is the same, so has no variance",
    constant_earlier = "no variance in the earlier wave",
    zero_change = "every change is zero",
    ranks_unweighted = "ranks take no weights",
    figures_unweighted = "computed without weights only",
    beyond_numbers = "beyond the largest number; see its logarithm",
    no_lowest = "the lowest score is not known",
    no_highest = "the highest score is not known",
    no_reliability = "no reliability was given",
    negative_alpha = "alpha in {about} is below 0",
    no_alpha_nobody = "no alpha in {about}: nobody answered every item",
    no_alpha_few = "no alpha in {about}: fewer than 2 respondents answered every item",
    no_alpha_one_item = "no alpha in {about}: a scale of one item",
    no_alpha_constant_sum = "no alpha in {about}: the sum of the items has no variance",
    likelihood_few = "two of the waves have fewer than 3 people who answered both",
    likelihood_exact = "one wave follows from the others without error",
    likelihood_unsettled = "the likelihood did not settle",
    likelihood_many = "more than 8 waves",
    groups_unweighted = "groups are compared without weights only",
    few_groups = "fewer than 2 groups have {smallest} complete pairs",
    constant_group = "in one group every change is the same",
    many_groups = "there are more than 2 groups",
    nobody_every_wave = "nobody answered every wave",
    few_every_wave = "fewer than 2 people answered every wave",
    changed_alike = "everyone changed alike, so changes have no variance",
    same_every_wave = "everyone's answers are the same in every wave",
    no_answers = "nobody answered",
    nobody_moved = "nobody changed their answer",
    nobody_worse = "nobody was worse, so the odds have no upper end",
    nobody_lower = "nobody was lower, so the odds have no upper end",
    moved_alike = "everyone moved the same way, so has no variance",
    no_margin = "there is no margin",
    gain_near_zero = "the interval of the first change holds 0, so there is nothing to divide by",
    nobody_lost = "nobody was lost",
    tips_already = "the interval of the later change holds 0 already",
    nobody_before = "nobody answered before",
    few_people = "fewer than 2 people",
    moments_only = "does not follow from sums, and the source gives no more of scores",
    sums_withheld = "the source holds back sums that would tell of few people",
    nobody = "nobody answered every item",
    few = "fewer than 2 respondents answered every item",
    one_item = "a scale of one item",
    constant_sum = "the sum of the items has no variance",
    few_left = "fewer than 2 items would be left",
    no_unique_variance = "the factor leaves an item no variance of its own",
    factor_unsettled = "the factor did not settle",
    few_items = "fewer than 3 items",
    constant_an_item = "every answer to an item is the same",
    constant_item = "every answer to the item is the same",
    constant_rest = "the other items have no variance",
    few_scores_group = "fewer than 2 scores in a group",
    constant_groups = "no variance in either group",
    no_score = "nobody has a score",
    few_scores = "fewer than 2 scores",
    not_asked = "they were not asked",
    nobody_in_groups = "nobody is in either group",
    group_empty = "the group is empty",
    a_group_empty = "a group is empty",
    constant_answers = "every answer of a group is the same, so shares have no variance",
    nobody_stayed = "nobody stayed",
    nothing_known = "nothing was known beforehand",
    separated = paste("the predictors tell the lost apart without error, so maximum likelihood",
                      "has no finite odds; use method = \"firth\""),
    model_unsettled = "the response model did not converge",
    several_tops = paste("the penalised likelihood has more than one top: this is of the highest",
                         "that was found"),
    several_profile_tops = paste("held at a limit, the penalised likelihood has a higher top",
                                 "elsewhere: the limit can lie further out"),
    few_per_coefficient = paste("the response model has fewer than 5 people per coefficient in",
                                "the smaller group, so its weights rest on little"),
    one_cohort = "there is only 1 cohort to summarise",
    no_cohort = "there is no cohort to summarise",
    constant_planned = "every change was the same, so has no variance",
    rise_only = "a one-sided test looks for a rise only",
    fall_only = "a one-sided test looks for a fall only, where lower is better",
    few_or_suppressed = "fewer than {smallest} people, or a level that is not shown",
    nobody_disclosed = "nobody disclosed an answer",
    one_level = "the population has one level only",
    more_than_population = "more people than the population has",
    whole_population = "they are the whole population",
    large_for_fisher = "too large for Fisher's exact test",
    own_answers = "hardly an answer comes twice: values not shown",
    free_text = "free text: values not shown",
    identifying = "identifies people: values not shown",
    large_for_exact = "too many people and levels for an exact test",
    code_not_used = "neither coder used it",
    code_used_by_none = "no coder used it",
    code_everywhere = "it was given everywhere",
    chance_certain = "the coders' margins make agreement certain",
    all_alike = "every unit was given the same",
    two_coders_only = "of two coders only",
    no_shared_unit = "no unit that both read",
    overlapping_segments = "a coder gave a character two codes",
    dependent_characters = "characters depend on each other",
    few_sources = "fewer sources than the base and a run",
    no_code_in_base = "no code in the base",
    not_reached = "every run brought more than the threshold",
    neither_used = "nobody has either code",
    no_participants = "the codings name no participant",
    no_units = "the codings name no unit",
    no_sources = "the codings name no source"
  ),
  # A variable of a codebook beside the first wave that has it.
  differs = c(
    labels = "labels differ from {compared_with}",
    type = "type differs from {compared_with}",
    missing = "missing codes differ from {compared_with}"
  )
)

# Says how each estimate was made, or NA where its method is not known.
rule_text <- function(frame, words = words_en) {
  rule <- method_words(frame, words)
  known <- !is.na(rule)
  for (more in list(number_words(frame, words), limits_words(frame, words))) {
    said <- known & !is.na(more) & nzchar(more)
    rule[said] <- paste0(rule[said], ", ", more[said])
  }
  weighted <- which(known & frame[["weighted"]] %in% TRUE)
  by <- fill_words(in_language(words$weighted_by), frame[weighted, ])
  rule[weighted] <- paste0(ifelse(is.na(by), in_language(words$weighted), by), rule[weighted])
  rule
}

# Says why an estimate does not exist, or what it rests on; NA where there is nothing
# to say.
note_text <- function(frame, words = words_en) {
  note <- reason_text(frame, words)
  careful <- is.na(note) & !is.na(frame[["caution"]] %||% NA)
  note[careful] <- caution_text(frame, words)[careful]
  out <- frame[["in_summary"]] %in% FALSE & !is.na(note)
  note[out] <- paste0(in_language(words$left_out), note[out])
  note
}

reason_text <- function(frame, words = words_en) {
  filled_words(frame$reason, words$reason, frame)
}

# Where an interval misleads, or NA.
caution_text <- function(frame, words = words_en) {
  filled_words(frame[["caution"]] %||% NA, words$caution, frame)
}

method_words <- function(frame, words = words_en) {
  filled_words(frame$method, words$method, frame)
}

# Says how limits were made, and the numbers of a test.
limits_words <- function(frame, words = words_en) {
  filled_words(frame[["interval"]] %||% NA, words$interval, frame)
}

number_words <- function(frame, words = words_en) {
  filled_words(frame$method, words$number, frame)
}

# The words of each code with the row's numbers in their places; NA for a code
# that has none, and where a number is not known.
filled_words <- function(codes, words, frame) {
  codes <- rep_len(as.character(codes), nrow(frame))
  text <- in_language(unname(words[codes]))
  for (code in unique(codes[grepl("{", text, fixed = TRUE)])) {
    at <- which(codes == code)
    text[at] <- fill_words(in_language(words[[code]]), frame_rows(frame, at))
  }
  text
}

fill_words <- function(template, rows) {
  open <- gregexpr("\\{[^}]*\\}", template)
  places <- regmatches(template, open)[[1]]
  between <- regmatches(template, open, invert = TRUE)[[1]]
  values <- lapply(substr(places, 2, nchar(places) - 1), place_text, rows = rows)
  unknown <- Reduce(`|`, lapply(values, is.na))
  text <- do.call(paste0, c(between[1], rbind(values, as.list(between[-1]))))
  text[unknown] <- NA_character_
  text
}

# One place of a template: a text as it is, a number as its format says.
place_text <- function(place, rows) {
  parts <- strsplit(place, ":", fixed = TRUE)[[1]]
  if (parts[1] == "smallest") return(rep(format(smallest_group), nrow(rows)))
  value <- rows[[parts[1]]]
  if (is.null(value)) return(rep(NA_character_, nrow(rows)))
  if (is.character(value)) {
    if (identical(parts[2], "quoted")) return(encodeString(value, quote = "\""))
    return(if (parts[1] == "about" && !is.null(style_shown())) profile_words(value) else value)
  }
  as <- parts[2]
  text <- vapply(value, function(x) {
    if (is.na(as)) return(if (is.null(style_shown())) format(x) else with_decimal_mark(format(x)))
    if (as == ",") return(format(x, big.mark = group_mark()))
    if (as %in% 0:9) return(decimals(x, as.integer(as)))
    said_of(x, as, paste0(as, "s"), format(x))
  }, "")
  text[is.na(value)] <- NA_character_
  text
}

# The titles of profiles in the reader's language, whose own word for a threshold is of a
# number; what is no such title stays.
profile_words <- function(title) {
  if (is.null(style_shown())) return(title)
  said <- in_language(title)
  k <- match(title, threshold_title(seq_len(1000)))
  of_number <- !is.na(k)
  said[of_number] <- worded("a threshold of {k}", k = k[of_number])
  said
}

threshold_title <- function(k) paste("a threshold of", k)

# An item whose answers are turned, by its name or question.
item_words <- function(text, words = words_en) paste0(text, in_language(words$reversed))

# A frame of codes with its columns `rule` and `note`, which stand before the codes;
# of findings and variables with theirs. In a frame they are English, whatever is shown.
with_words <- function(frame, style = NULL) {
  local_style(style)
  if (!is.null(frame[["severity"]])) return(with_finding_words(frame))
  if (!is.null(frame[["differs"]])) return(with_variable_notes(frame))
  if (is.null(frame[["method"]])) return(frame)
  rest <- attributes(frame)
  columns <- unclass(frame)[setdiff(names(frame), c("rule", "note"))]
  before <- seq_len(match("method", names(columns)) - 1)
  said <- list(rule = rule_text(frame))
  if (!is.null(frame[["reason"]])) said$note <- note_text(frame)
  columns <- c(columns[before], said, columns[-before])
  rest$names <- names(columns)
  attributes(columns) <- rest
  columns
}

# The variables of a codebook with the column `note`: why values are not shown, and
# in what they differ from an earlier wave.
with_variable_notes <- function(frame, words = words_en) {
  reason <- reason_text(frame, words)
  differs <- lapply(frame$differs, split_codes)
  at <- rep(seq_along(differs), lengths(differs))
  said <- filled_words(unlist(differs), words$differs, frame[at, ])
  parts <- split(c(reason, said), factor(c(seq_along(differs), at), seq_along(differs)))
  note <- vapply(parts, function(part) paste_or_na(part[!is.na(part)]), "", USE.NAMES = FALSE)
  frame$note <- NULL
  before <- seq_len(match("reason", names(frame)) - 1)
  cbind(frame[before], note = note, frame[-before])
}
