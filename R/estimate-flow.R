# Counts who came in, and what became of them, stage by stage.

flow_rows <- function(stage, name, outcome, label, n, method, scale = NA) {
  frame_of(
    stage = stage, name = name, scale = as.character(scale),
    outcome = outcome, label = label, n = as.integer(n), method = method
  )
}

# Everyone from the invited to the pairs that are analysed.
estimate_flow <- function(cohort, invited, at_least, call) {
  records <- count_waves(cohort, call)
  waves <- lapply(names(cohort$surveys), function(wave) {
    flow_of_wave(cohort, wave, records[[wave]], call)
  })
  stack_frames(c(flow_of_attendance(cohort, invited, at_least, call), waves,
                 flow_of_contrasts(cohort, call)))
}

# Stops unless the parts make the whole.
check_sum <- function(whole, parts, stage, call) {
  if (!identical(as.double(whole), as.double(sum(parts)))) {
    abort_pairwave(
      c("The counts of a stage must add up.",
        x = "{stage}: {whole} {cli::qty(whole)}{?is/are} counted, and the parts sum to
             {sum(parts)}.",
        i = "The cohort's parts disagree; read it again with {.fn read_cohort}."),
      "flow", call = call
    )
  }
}

flow_of_attendance <- function(cohort, invited, at_least, call) {
  spec <- cohort$study$attendance
  people <- cohort$people
  rows <- list()
  listed <- sum(!is.na(people$attended))
  if (!is.null(invited)) {
    if (!is.null(spec) && listed > invited) {
      abort_pairwave(
        c("The invited must be at least the people on the attendance list.",
          x = "{invited} invited, {listed} on the list."),
        "flow", call = call
      )
    }
    rows <- list(flow_rows("invited", "", "invited", "Invited", invited, "given_number"))
  }
  if (is.null(spec)) {
    return(rows)
  }
  attended <- people$attended[!is.na(people$attended)]
  least <- vapply(at_least, function(k) sum(attended >= k), 0L)
  check_sum(listed, c(sum(attended == 0), sum(attended >= 1)),
            "The attendance list", call)
  named <- paste("at least", at_least,
                 ifelse(at_least == 1, "session", "sessions"))
  groups <- lapply(spec$groups, function(group) {
    flow_rows("group", group, "member", gsub("_", " ", group),
              sum(people[[group]]), "attendance_list")
  })
  c(
    rows,
    list(flow_rows(
      "attendance", "", c("listed", "none", paste0("at_least_", at_least)),
      c("on the list", "no session", named),
      c(listed, sum(attended == 0), least), "attendance_list"
    )),
    groups
  )
}

# `found` is what count_waves() says of the wave.
flow_of_wave <- function(cohort, wave, found, call) {
  label <- study_wave_labels(cohort$study)[[wave]]
  parts <- found$parts
  excluded <- count_excluded(cohort)
  excluded <- excluded[excluded$wave == wave, ]
  received <- found$records + sum(excluded$n)
  check_sum(received, c(excluded$n, parts), label, call)
  check_sum(found$people, sum(parts[-1]), paste(label, "(people)"), call)
  rows <- stack_frames(list(flow_rows(
    "wave", wave, c("received", excluded$outcome, names(parts)),
    c("received",
      paste("set aside:", excluded_words(excluded$reason, excluded$label), recycle0 = TRUE),
      "duplicate", "unusable", "without a code", "not linked", "linked"),
    c(received, excluded$n, parts), "records_of_export"
  ), flow_of_links(cohort, wave, found$link, label, call)))
  if (is.null(cohort$study$attendance)) {
    return(rows)
  }
  absent <- sum(attenders(cohort) & is.na(cohort$people[[wave]]))
  stack_frames(list(rows, flow_rows("wave", wave, "not_received",
                                    "attenders without a record", absent, "people")))
}

# Says how the linked records of a wave were linked, where not all by the code.
flow_of_links <- function(cohort, wave, link, label, call) {
  if (!any(cohort$links$linked)) {
    return(NULL)
  }
  how <- c(exact = "by the same code", near = "by a near code",
           reviewed = "by a reviewed link")
  n <- vapply(names(how), function(one) sum(link %in% one), 0L)
  check_sum(sum(!is.na(link)), n, paste(label, "(links)"), call)
  flow_rows("wave", wave, paste0("linked_", names(how)), paste(" ", how), n,
            "records_of_export")
}

flow_of_contrasts <- function(cohort, call) {
  if (is_unlinked(cohort$study)) return(NULL)
  waves <- names(cohort$surveys)
  label <- study_wave_labels(cohort$study)
  at <- study_contrasts(cohort$study)
  there <- usable_patterns(cohort, call)
  scored <- lapply(cohort$study$scales, function(scale) {
    scored_pairs(cohort, scale, waves[at$from], waves[at$to], call)
  })
  Map(function(from, to, i) {
    both <- people_meant(there$usable[[from]] & there$usable[[to]], there$counts)
    name <- contrast_label(label[[from]], label[[to]])
    rows <- list(flow_rows("contrast", name, "both", "usable in both waves", both, "people"))
    for (scale in cohort$study$scales) {
      analysed <- scored[[scale$name]][[i]]
      parts <- c(analysed = analysed, not_scored = max(0, both - analysed))
      check_sum(both, parts, paste0(name, ", ", scale$label), call)
      rows <- c(rows, list(flow_rows(
        "contrast", name, names(parts),
        paste0(scale$label, c(": analysed", ": too few items answered")),
        parts, "pairs_of_scores", scale = scale$name
      )))
    }
    stack_frames(rows)
  }, waves[at$from], waves[at$to], seq_along(at$from))
}
