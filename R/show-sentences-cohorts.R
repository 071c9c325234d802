# Several cohorts in brief: per scale the change of all together where it is pooled, and of
# each; what lasted; what limits all of it. The words follow the rules of describe() for a
# cohort: from intervals alone.

brief_of_cohorts <- function(cohorts, flows, change, pooled, lasted, reliability) {
  study <- cohorts[[1]]$study
  shown <- function(result) if (!is.null(result)) in_its_style(result)
  say <- list(waves = study_wave_labels(study), people = people_words(c("person", "people")),
              study = study, level = 0.95, grouped = FALSE)
  told <- rbind(
    brief_row("about", lead = worded("Cohorts:"),
              sentence = paste0(and_words(names(cohorts)), ".")),
    answers_of_cohorts(flows, say),
    if (!is.null(change)) change_of_cohorts(shown(change), shown(pooled), say),
    if (!is.null(change)) brief_row(
      "brief", lead = worded("No comparison group."),
      sentence = worded("What brought a change about, or kept it away, these figures can't tell.")
    ),
    if (!is.null(lasted)) margins_of_cohorts(shown(lasted), say),
    limits_of_cohorts(cohorts, change, pooled, reliability, say)
  )
  new_brief(told, figures = if (!is.null(change)) figures_of_cohorts(change, pooled, say))
}

# How many answered at each wave of each cohort.
answers_of_cohorts <- function(flows, say) {
  said <- vapply(flows, function(flow) {
    told <- brief_of_answers(in_its_style(flow), say)
    if (is.null(told)) "" else sub("[.]$", "", substring(told$sentence, nchar(told$lead) + 2))
  }, "")
  said <- said[nzchar(said)]
  if (!length(said)) return(NULL)
  brief_row("about", lead = worded("Answers received:"),
            sentence = paste0(paste0(names(said), ": ", said, collapse = "; "), "."))
}

# Of each scale from the first wave to the second.
change_of_cohorts <- function(change, pooled, say) {
  frame <- as.data.frame(by_common_statistics(change))
  frame <- frame[frame$statistic == "change" & frame$contrast != all_waves & !is.na(frame$group), ]
  pooled <- if (!is.null(pooled)) as.data.frame(pooled)
  do.call(rbind, lapply(unique(frame$scale), function(scale) {
    part <- frame[frame$scale == scale, ]
    part <- part[part$contrast == part$contrast[1], ]
    together <- pooled[pooled$scale == scale & pooled$contrast == part$contrast[1] &
                         pooled$statistic == "change_random", ]
    said <- sentence_of_together(part, together, say)
    brief_row(
      "brief", scale = scale, label = part$label[1], contrast = part$contrast[1],
      verdict = said$verdict, n = sum(part$n, na.rm = TRUE), lead = said$lead,
      sentence = paste(c(said$sentence, sentence_of_each(part)), collapse = " ")
    )
  }))
}

sentence_of_together <- function(part, together, say) {
  name <- capital(scale_said(part))
  waves <- wave_words(part[1, ], say)
  verdict <- change_verdict(together %||% part[0, ])
  if (verdict == "none") {
    return(list(verdict = NA_character_, lead = worded("{scale}:", scale = name),
                sentence = worded("from {from} to {to} each cohort is told by itself.",
                                  from = waves[1], to = waves[2])))
  }
  size <- if (verdict == "unclear") together$estimate else abs(together$estimate)
  list(
    verdict = verdict,
    lead = switch(verdict,
      rose = worded("{scale} rose", scale = name), fell = worded("{scale} fell", scale = name),
      worded("{scale} shows no clear change", scale = name)
    ),
    sentence = worded(
      paste(
        "from {from} to {to} over {cohorts} cohorts together, by {size}",
        "points{range}{interval}{meaning}."
      ),
      from = waves[1], to = waves[2], cohorts = together$cohorts, size = decimals(size),
      range = scale_range_words(part, say), interval = change_interval(together, verdict, 2, say),
      meaning = if (verdict == "unclear") worded(", which holds both a rise and a fall") else
        better_words(part$direction[1], verdict)
    )
  )
}

# Which cohorts rose, which fell, and by how much.
sentence_of_each <- function(part) {
  verdict <- vapply(seq_len(nrow(part)), function(i) change_verdict(part[i, ]), "")
  named <- paste0(part$group, ifelse(verdict == "none", "", paste0(
    " (", vapply(part$estimate, decimals, ""), ")"
  )))
  of <- function(one) and_words(named[verdict == one])
  told <- c(
    if (any(verdict == "rose")) worded("It rose in {cohorts}.", cohorts = of("rose")),
    if (any(verdict == "fell")) worded("It fell in {cohorts}.", cohorts = of("fell")),
    if (any(verdict == "unclear")) {
      worded("There is no clear change in {cohorts}.", cohorts = of("unclear"))
    },
    if (any(verdict == "none")) worded("No interval is shown of {cohorts}.", cohorts = of("none"))
  )
  paste(told, collapse = " ")
}

# In which cohorts a change lasted, by the rule of brief_of_margin().
margins_of_cohorts <- function(lasted, say) {
  told <- brief_of_margin(lasted, say)
  cohort <- sub("^.*\r", "", told$scale)
  scale <- sub("\r.*$", "", told$scale)
  do.call(rbind, lapply(unique(scale), function(one) {
    of <- function(verdict) and_words(cohort[scale == one & told$verdict %in% verdict])
    label <- scale_label(say$study$scales[[one]], one)
    said <- c(
      if (length(of("lasted"))) worded("lasted in {cohorts}.", cohorts = of("lasted")),
      if (length(of("not_shown"))) {
        worded("not shown to have lasted in {cohorts}.", cohorts = of("not_shown"))
      },
      if (length(of(NA))) {
        worded("can't be told of {cohorts}: no margin was named, or no figure is shown.",
               cohorts = of(NA))
      }
    )
    # Behind the name and its colon the first goes on, and the others begin anew.
    brief_row("lasted", scale = one, label = label, lead = paste0(capital(label), ":"),
              sentence = paste(c(said[1], capital(said[-1])), collapse = " "))
  }))
}

# What limits the figures of each cohort, and those of all together.
limits_of_cohorts <- function(cohorts, change, pooled, reliability, say) {
  by_cohort <- if (!is.null(change)) {
    frame <- as.data.frame(change)
    frame <- named_by_cohort(frame[!is.na(frame$group), ], frame$group[!is.na(frame$group)])
    frame$group <- NA_character_
    frame
  }
  lost <- lapply(names(cohorts), function(name) {
    if (!report_sections(cohorts[[name]])$lost) return(NULL)
    told <- lost_limits(in_its_style(attrition(cohorts[[name]])), say)
    if (is.null(told)) return(NULL)
    told$sentence <- paste0(name, ": ", told$sentence)
    told$lead <- paste0(name, ": ", told$lead)
    told
  })
  few <- if (!is.null(pooled)) max(pooled$cohorts[is.na(pooled$cohort)])
  rbind(
    if (!is.null(by_cohort)) few_limits(result_like(change, by_cohort)),
    alpha_limits(if (!is.null(reliability)) in_its_style(reliability), say),
    do.call(rbind, lost),
    if (!is.null(few) && few > 1 && few < few_cohorts) brief_row(
      "sure", verdict = "few_cohorts", n = few, lead = worded("Few cohorts."),
      sentence = worded(paste(
        "What is said of all together takes the cohorts as some of many such: with {n} of them",
        "its interval is wide, and one cohort more could move it much."
      ), n = few)
    ),
    if (!is.null(change)) brief_row(
      "sure", lead = worded("Other people each time."),
      sentence = worded(paste(
        "Nobody is followed from one cohort to another: where cohorts differ, other people came,",
        "in another year or place."
      ))
    )
  )
}

# Below this their spread is hardly known.
few_cohorts <- 5

# The first scale of all together, and how many cohorts and people it is of.
figures_of_cohorts <- function(change, pooled, say) {
  if (is.null(pooled)) return(NULL)
  frame <- as.data.frame(pooled)
  first <- frame[frame$scale == frame$scale[1] & frame$contrast == frame$contrast[1] &
                   frame$statistic == "change_random", ]
  if (is.na(first$estimate)) return(NULL)
  waves <- wave_words(first, say)
  rbind(
    c(paste0(if (first$estimate < 0) "\u2212" else "+", decimals(abs(first$estimate))),
      worded("points of {scale}, {from} to {to}{people}", scale = scale_said(first),
             from = waves[1], to = waves[2],
             people = paste0(" (", count_people(first$n, say$people), ")"))),
    c(as.character(first$cohorts), worded("cohorts together"))
  )
}
