# A report for each group of a cohort, such as one for each site. What is told of a group is
# part of what may be published of the cohort as a whole, by one decision for all groups: so
# nothing follows from the reports together, nor from them and the report of everyone.

# The column that says whose report somebody is in, where small groups are taken together.
report_column <- "report group"

# The groups by `by` that have a report (`told`) and that have none (`left`), the `label` of
# the question, and the change of each as it is published (`change`).
report_groups <- function(cohort, by, call = rlang::caller_env()) {
  check_one_name(by, "by", call)
  known <- c(vapply(cohort$study$demographics, `[[`, "", "column"),
             cohort$study$attendance$groups)
  check_known(by, known, "{.arg by} must be a demographic or an attendance group of the study.",
              "question", call = call)
  scales <- check_change_scales(cohort$study, NULL, NULL, call)
  level <- people_groups(cohort, by)
  asked <- setdiff(levels(level), no_answers(cohort$study))
  merged <- merge_groups(cohort, by, level, rest_of_groups(cohort, by, level, scales))
  cohort <- merged$cohort
  column <- merged$column
  options <- change_options()
  label <- demographic_label(cohort$study, by)
  change <- publish(
    new_paired_change(estimate_paired_change(cohort, options, scales, column, call = call),
                      options, wave_labels = study_wave_labels(cohort$study), by_label = label,
                      possible = study_possible(cohort$study)),
    cohort, by = column
  )
  shown <- unique(change$group[change$statistic == "change" & !is.na(change$estimate)])
  told <- intersect(asked, shown)
  list(told = told, left = setdiff(asked, told), label = label, change = change)
}

# What stands for those who gave no answer: they are in no report.
no_answers <- function(study) {
  c(not_asked, "Not answered", "Missing", study$undisclosed$label %||% "Undisclosed")
}

# The cohort with a column in which who is in no report is one more group, so that it is
# decided with the others; the question itself where everyone's group is told.
merge_groups <- function(cohort, by, level, rest) {
  if (!any(rest %in% setdiff(levels(level), no_answers(cohort$study)))) {
    return(list(cohort = cohort, column = by))
  }
  groups <- c(setdiff(levels(level), rest), report_column)
  cohort$people[[report_column]] <- factor(ifelse(level %in% rest, report_column, paste(level)),
                                           groups)
  list(cohort = cohort, column = report_column)
}

# The levels that have no report under a threshold: those of no answer, those of which too few
# have the first contrast or too few have it not, and the next larger ones until the contrast
# may be shown of all groups that are left, with these as one of them, and tells no count that
# demographics() suppresses. A later contrast of which this can't be is shown of no group.
rest_of_groups <- function(cohort, by, level, scales) {
  silent <- intersect(levels(level), no_answers(cohort$study))
  least <- profile_of(cohort)$threshold
  if (is.null(least)) return(silent)
  pair <- names(contrast_pairs(names(cohort$surveys)))[1]
  # A row for each level, a column for each scale.
  count <- function(wanted) {
    n <- lapply(scales, function(scale) {
      has <- score_populations(cohort, scale)[[pair]]
      tabulate(as.integer(level)[has == wanted], nlevels(level))
    })
    do.call(cbind, n)
  }
  with <- count(TRUE)
  without <- count(FALSE)
  fewest <- stats::setNames(apply(with, 1, min), levels(level))
  telling <- fewest < least | apply(without > 0 & without < least, 1, any)
  rest <- union(silent, levels(level)[telling])
  held <- levels_held_back(cohort, by, level)
  repeat {
    others <- setdiff(levels(level), rest)
    if (!length(others)) return(rest)
    together <- colSums(with[levels(level) %in% rest, , drop = FALSE])
    if (all(together == 0 | together >= least) && stay_hidden(held, rest, least)) {
      merged <- merge_groups(cohort, by, level, rest)
      shown <- vapply(scales, function(scale) {
        pair %in% contrasts_by_group(merged$cohort, scale, merged$column, least)
      }, NA)
      if (all(shown)) return(rest)
    }
    rest <- c(rest, others[which.min(fewest[others])])
  }
}

# By people that demographics() can count, how many gave each answer whose count it suppresses
# where it shows that of others.
levels_held_back <- function(cohort, by, level) {
  if (is.null(demographic_entry(cohort$study, by))) return(list())
  waves <- names(cohort$surveys)
  pairs <- contrast_pairs(waves)
  came <- lapply(stats::setNames(nm = waves), function(wave) !is.na(cohort$people[[wave]]))
  sets <- c(list(everyone = rep(TRUE, length(level))), came,
            lapply(pairs, function(of) came[[of[1]]] & came[[of[2]]]))
  counted <- as.data.frame(levels_counted(cohort, by, names(sets)))
  counted <- counted[counted$statistic == "count", ]
  lapply(stats::setNames(nm = names(sets)), function(who) {
    rows <- counted[counted$who == who, ]
    if (all(is.na(rows$n))) return(integer())
    table(level[sets[[who]]])[intersect(rows$level_label[is.na(rows$n)], levels(level))]
  })
}

# Whether counts that are held back stay so where those of the groups with a report are known:
# two and more of those without one are held back, which together are enough.
stay_hidden <- function(held, rest, least) {
  all(vapply(held, function(n) {
    of_rest <- n[names(n) %in% rest]
    all(names(n) %in% rest) || (length(of_rest) > 1 && sum(of_rest) >= least)
  }, NA))
}

# How many gave each answer, of these people. That a total is suppressed is seen.
levels_counted <- function(cohort, by, who) {
  suppressWarnings(demographics(cohort, columns = by, who = who),
                   classes = "pairwave_warning_disclosure")
}

# What the document says of one group: everything is a part of `groups` or of the whole.
group_told <- function(cohort, by, group, groups, sections = NULL) {
  local_style(cohort$study$style %||% style_shown())
  change <- groups$change
  frame <- as.data.frame(change)
  own <- frame[frame$group %in% group, ]
  alone <- own
  alone$group <- NA_character_
  alone <- result_like(change, alone, by_label = NULL)
  whole <- as.data.frame(paired_change(cohort))
  whole$group <- everyone_label()
  both <- stack_frames(list(own, whole[names(own)]))
  key <- paste(both$scale, both$contrast)
  has <- group_sections(cohort, by)
  if (!is.null(sections)) {
    chosen <- check_sections(sections, has)
    has <- Map(`&&`, has, names(has) %in% chosen)
  }
  list(
    study = cohort$study, has = has,
    beside = result_like(change, both[order(match(key, unique(key))), ]),
    own = alone,
    people = if (has$people) group_people(cohort, by, group),
    brief = brief_of_group(cohort, alone, groups$label, group),
    methods = if (has$appendix) describe_methods(cohort, results = list(groups$change))
  )
}

everyone_label <- function() worded("Everyone")

# Of a group there are these sections.
group_sections <- function(cohort, by) {
  has <- lapply(sections_of_cohort(cohort), function(there) FALSE)
  has[c("brief", "change", "sure", "appendix")] <- TRUE
  has$people <- !is.null(demographic_entry(cohort$study, by))
  has
}

# How many of everyone, and of each wave, are of the group.
group_people <- function(cohort, by, group) {
  who <- c("everyone", names(cohort$surveys))
  table <- as_print_table(levels_counted(cohort, by, who))
  kept <- table$body[[2]] %in% c(shown_level(group), worded("Asked"))
  table$body <- table$body[kept, , drop = FALSE]
  if (nrow(table$body)) table$body[[1]] <- c(demographic_label(cohort$study, by),
                                             rep("", nrow(table$body) - 1))
  table
}

brief_of_group <- function(cohort, change, label, group) {
  study <- cohort$study
  change <- in_its_style(change)
  say <- list(waves = study_wave_labels(study), people = people_words(c("person", "people")),
              study = study, level = attr(change, "conf_level"))
  told <- rbind(
    brief_row("about", lead = paste0(label, ":"), sentence = paste0(group, ".")),
    brief_of_change(change, say),
    brief_row(
      "brief", lead = worded("No comparison group."),
      sentence = worded("What brought a change about, or kept it away, these figures can't tell.")
    ),
    few_limits(change),
    brief_row(
      "sure", lead = worded("Groups were not made by lot."),
      sentence = worded(paste(
        "Who is in this group and who is in another can have many reasons, and so can what sets",
        "the group apart from everyone."
      ))
    )
  )
  new_brief(told, figures = brief_figures(change, say))
}

# The tables of one group for a workbook.
group_tables <- function(told) {
  as_sheets(Filter(Negate(is.null), list(
    Change = if (told$has$change) as_print_table(told$beside, columns = "brief"),
    `Every figure of change` = if (told$has$appendix) told$own,
    `Who took part` = told$people
  )))
}

# The file of each group: its name before the ending.
group_paths <- function(path, groups) {
  ending <- tools::file_ext(path)
  stem <- substr(path, 1, nchar(path) - nchar(ending) - 1)
  name <- gsub("^-+|-+$", "", gsub("[^[:alnum:]]+", "-", groups))
  name[!nzchar(name)] <- "group"
  # Names that differ by signs or capitals alone are one to some file systems.
  same <- duplicated(lower_case(name))
  name[same] <- paste0(name[same], "-", which(same))
  stats::setNames(paste0(stem, "-", name, ".", ending), groups)
}

# Says which groups have no report. Of a single one under a profile its name would be told
# with how few it has.
say_groups_left <- function(groups, cohort) {
  left <- groups$left
  if (!length(left)) return(invisible())
  hidden <- is_suppressing(profile_of(cohort))
  inform_pairwave(
    c("There is no report of {length(left)} of {length(c(groups$told, left))} groups of
       {.val {groups$label}}.",
      x = if (hidden) {
        "Too few people have a change, or would be given away by it."
      } else {
        "Fewer than {smallest_group} people have a change."
      },
      i = if (!hidden || length(left) > 1) "Left out: {.val {left}}."),
    "groups"
  )
}

abort_no_group <- function(by, cohort, call) {
  abort_pairwave(
    c("A group by {.val {by}} must have enough people for a report.",
      x = "There is none of which a change can be shown.",
      i = if (is_suppressing(profile_of(cohort))) {
        "The study's profile is {.val {profile_of(cohort)$name}}."
      }),
    "disclosure", call = call
  )
}
