# Who got how far: from those invited to the pairs that are analysed.

#' The flow of participants
#'
#' Counts people and records at every stage of a study: invited, attended,
#' in a group, received in each wave, and analysed in each contrast. The counts
#' must add up at every stage; where they do not, there is an error and no
#' table.
#'
#' @param x A cohort from [read_cohort()].
#' @param ... Not used; must be empty.
#' @param invited How many people were invited; the study's `invited`, under
#'   `attendance`, unless given. `NULL` leaves the stage out.
#' @param at_least Numbers of sessions: how many people attended at least so
#'   many. Without an attendance list there is no such stage.
#' @return A data frame of class `pairwave_participation`, a row per count:
#'   `stage` (`"invited"`, `"attendance"`, `"group"`, `"wave"` or
#'   `"contrast"`), `name` (the group, wave or contrast), `scale`, `outcome`,
#'   `label`, `n` and `rule`.
#'
#'   A wave's records `received` are the sum of `duplicate` (set aside by the
#'   study's rule), `unusable` (no item of any scale answered), `no_id` (usable,
#'   without a code), `unlinked` and `linked` (usable, the person found in no
#'   other wave or in at least one). Where near links were made, the linked are
#'   the sum of `linked_exact` (by the code alone), `linked_near` (by a near link
#'   that the rule took) and `linked_reviewed` (by one that was decided).
#'   `not_received` are people who attended at
#'   least the study's number of sessions and gave no record that counts. A
#'   contrast's people with usable records in `both` waves are, for each
#'   scale, `analysed` or `not_scored` (too few items answered).
#'
#'   It prints as a table; `format(x, as = "diagram")` gives the same counts as
#'   lines of text with a box for each stage.
#' @section Errors: `pairwave_error_flow` when the counts do not add up (the
#'   stage is named), `pairwave_error_argument` for other arguments.
#' @export
#' @examples
#' cohort <- read_cohort(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' )
#' flow <- participation(cohort)
#' flow
#' writeLines(format(flow, as = "diagram"))
participation <- function(x, ...) UseMethod("participation")

#' @rdname participation
#' @export
participation.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be a cohort.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "{.fun read_cohort} makes a cohort."),
    "argument"
  )
}

#' @rdname participation
#' @export
participation.pairwave_cohort <- function(x, ...,
                                          invited = x$study$attendance$invited,
                                          at_least = c(1, 3)) {
  rlang::check_dots_empty()
  if (!is.null(invited) && !rlang::is_scalar_integerish(invited, finite = TRUE)) {
    abort_pairwave(
      c("{.arg invited} must be one whole number or NULL.",
        x = "It is {.obj_type_friendly {invited}}."),
      "argument"
    )
  }
  if (!length(at_least) || !rlang::is_integerish(at_least, finite = TRUE) ||
      any(at_least < 1)) {
    abort_pairwave(
      c("{.arg at_least} must be whole numbers from 1.",
        x = "It is {.val {at_least}}."),
      "argument"
    )
  }
  call <- rlang::current_env()
  waves <- lapply(names(x$surveys), flow_of_wave, cohort = x, call = call)
  rows <- c(
    flow_of_attendance(x, invited, sort(unique(at_least)), call), waves,
    flow_of_contrasts(x, call)
  )
  x$study$attendance$invited <- invited
  rows <- protect_flow(do.call(rbind, rows), x)
  new_result(
    rows, "pairwave_participation",
    wave_labels = study_wave_labels(x$study)
  )
}

flow_rows <- function(stage, name, outcome, label, n, rule, scale = NA) {
  data.frame(
    stage = stage, name = name, scale = as.character(scale),
    outcome = outcome, label = label, n = as.integer(n), rule = rule,
    row.names = NULL, stringsAsFactors = FALSE
  )
}

# Stops unless the parts make the whole.
check_sum <- function(whole, parts, stage, call) {
  if (!identical(as.integer(whole), as.integer(sum(parts)))) {
    abort_pairwave(
      c("The counts of a stage must add up.",
        x = "{stage}: {whole} {cli::qty(whole)}{?is/are} counted, and the parts sum to {sum(parts)}.",
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
    rows <- list(flow_rows("invited", "", "invited", "Invited", invited, "given"))
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
              sum(people[[group]]), "attendance list")
  })
  c(
    rows,
    list(flow_rows(
      "attendance", "", c("listed", "none", paste0("at_least_", at_least)),
      c("on the list", "no session", named),
      c(listed, sum(attended == 0), least), "attendance list"
    )),
    groups
  )
}

# Which people gave a usable record in a wave: a record that stands for them,
# with an answer to an item of a scale. Without scales every record is usable.
usable_records <- function(cohort, wave) {
  people <- cohort$people
  there <- !is.na(people[[wave]])
  if (!length(cohort$study$scales)) {
    return(there)
  }
  scores <- cohort$scores[as.character(cohort$scores$wave) == wave, ]
  there & people$person %in% scores$person[scores$n_answered > 0]
}

flow_of_wave <- function(cohort, wave, call) {
  people <- cohort$people
  records <- cohort$respondents[as.character(cohort$respondents$wave) == wave, ]
  label <- study_wave_labels(cohort$study)[[wave]]
  usable <- records$person %in% people$person[usable_records(cohort, wave)]
  duplicate <- records$status == "duplicate"
  parts <- c(
    duplicate = sum(duplicate),
    unusable = sum(!duplicate & !usable),
    no_id = sum(usable & records$status == "no_id"),
    unlinked = sum(usable & records$status == "unlinked"),
    linked = sum(usable & records$status == "linked")
  )
  received <- nrow(cohort$surveys[[wave]])
  check_sum(received, parts, label, call)
  check_sum(sum(!is.na(people[[wave]])), sum(parts[-1]),
            paste(label, "(people)"), call)
  rows <- rbind(flow_rows(
    "wave", wave, c("received", names(parts)),
    c("received", "duplicate", "unusable", "without a code", "not linked",
      "linked"),
    c(received, parts), "records of the export"
  ), flow_of_links(cohort, wave, records$link[usable], label, call))
  if (is.null(cohort$study$attendance)) {
    return(rows)
  }
  absent <- sum(attenders(cohort) & is.na(people[[wave]]))
  rbind(rows, flow_rows("wave", wave, "not_received",
                        "attenders without a record", absent, "people"))
}

# How the linked records of a wave were linked, where not all by the code.
flow_of_links <- function(cohort, wave, link, label, call) {
  if (!any(cohort$links$linked)) {
    return(NULL)
  }
  how <- c(exact = "by the same code", near = "by a near code",
           reviewed = "by a reviewed link")
  n <- vapply(names(how), function(one) sum(link %in% one), 0L)
  check_sum(sum(!is.na(link)), n, paste(label, "(links)"), call)
  flow_rows("wave", wave, paste0("linked_", names(how)), paste(" ", how), n,
            "records of the export")
}

flow_of_contrasts <- function(cohort, call) {
  waves <- names(cohort$surveys)
  label <- study_wave_labels(cohort$study)
  at <- wave_contrasts(waves)
  Map(function(from, to) {
    both <- usable_records(cohort, from) & usable_records(cohort, to)
    name <- contrast_name(label[[from]], label[[to]])
    rows <- list(flow_rows("contrast", name, "both", "usable in both waves",
                           sum(both), "people"))
    for (scale in cohort$study$scales) {
      wide <- scores_wide(cohort, scale$name)
      scored <- !is.na(wide[[from]]) & !is.na(wide[[to]])
      parts <- c(analysed = sum(scored), not_scored = sum(both & !scored))
      check_sum(sum(both), parts, paste0(name, ", ", scale$label), call)
      rows <- c(rows, list(flow_rows(
        "contrast", name, names(parts),
        paste0(scale$label, c(": analysed", ": too few items answered")),
        parts, "complete pairs of scores", scale = scale$name
      )))
    }
    do.call(rbind, rows)
  }, waves[at$from], waves[at$to])
}

#' @export
as_print_table.pairwave_participation <- function(x, ...) {
  title <- stage_titles(x)
  new_print_table(
    data.frame(
      stage = ifelse(same_as_above(title), "", title),
      label = x$label, n = flow_texts(x), stringsAsFactors = FALSE
    ),
    align = c("l", "l", "r"), head = c("Stage", "", "n"),
    caption = "Participants and records at each stage",
    notes = c(paste(
      "Records received are those set aside as duplicates, those unusable (no",
      "item answered), those without a code, those not linked to another wave",
      "and those linked. Attenders without a record may have answered under a",
      "code that could not be linked."
    ), figure_notes(x))
  )
}

flow_texts <- function(x) {
  vapply(x$n, people_text, "", mark = disclosure_mark(x), USE.NAMES = FALSE)
}

# What each row stands under.
stage_titles <- function(x) {
  labels <- attr(x, "wave_labels")
  title <- x$name
  title[x$stage == "wave"] <- labels[x$name[x$stage == "wave"]]
  title[x$stage == "invited"] <- "Invited"
  title[x$stage == "attendance"] <- "Attendance"
  title[x$stage == "group"] <- "Groups"
  unname(title)
}

#' @param as `"table"` or `"diagram"`.
#' @param width How many characters wide a diagram may be; a box that is wider
#'   stands alone.
#' @rdname participation
#' @export
format.pairwave_participation <- function(x, ..., as = c("table", "diagram"),
                                          width = cli::console_width()) {
  rlang::check_dots_empty()
  as <- rlang::arg_match(as)
  if (as == "table") {
    return(write_table(as_print_table(x), "console"))
  }
  title <- stage_titles(x)
  level <- ifelse(x$stage %in% c("attendance", "group"), "attended", x$stage)
  # Invited, attended with the groups, waves, contrasts: a row of boxes each.
  rows <- lapply(split(seq_len(nrow(x)), factor(level, unique(level))),
                 function(of) {
    box <- if (level[of[1]] == "attended") rep("Attendance", length(of)) else title[of]
    lapply(split(of, factor(box, unique(box))), function(at) {
      list(title = box[match(at[1], of)], label = x$label[at], n = flow_texts(x)[at])
    })
  })
  draw_boxes(rows, width)
}

# Rows of boxes as text, as many beside each other as fit, and an arrow down to
# each box from the row above.
draw_boxes <- function(rows, width) {
  rows <- unlist(lapply(rows, function(row) {
    boxes <- lapply(row, draw_box)
    wide <- vapply(boxes, function(box) display_width(box[1]), 0)
    split(boxes, fit_lines(wide, width))
  }), recursive = FALSE)
  drawn <- lapply(rows, function(boxes) {
    tall <- max(lengths(boxes))
    boxes <- lapply(boxes, function(box) {
      inside <- display_width(box[1]) - 2
      fill <- paste0("|", strrep(" ", inside), "|")
      c(box[-length(box)], rep(fill, tall - length(box)), box[length(box)])
    })
    wide <- vapply(boxes, function(box) display_width(box[1]), 0)
    arrows <- vapply(wide, function(w) {
      pad_text(paste0(strrep(" ", w %/% 2), "v"), w, "l")
    }, "")
    list(arrow = paste(arrows, collapse = " "),
         lines = do.call(paste, unname(boxes)))
  })
  lines <- unlist(lapply(seq_along(drawn), function(i) {
    c(if (i > 1) drawn[[i]]$arrow, drawn[[i]]$lines)
  }))
  sub(" +$", "", lines)
}

# The line of each box when boxes of these widths, a blank between them, fill
# lines of `width`.
fit_lines <- function(wide, width) {
  line <- 1
  used <- -1
  vapply(wide, function(w) {
    if (used >= 0 && used + 1 + w > width) {
      line <<- line + 1
      used <<- -1
    }
    used <<- used + 1 + w
    line
  }, 0)
}

draw_box <- function(box) {
  labels <- display_width(box$label)
  numbers <- display_width(as.character(box$n))
  inside <- max(labels + numbers + 1, display_width(box$title))
  body <- paste0(box$label, strrep(" ", inside - labels - numbers), box$n)
  edge <- paste0("+", strrep("-", inside + 2), "+")
  c(edge, paste0("| ", c(pad_text(box$title, inside, "l"), body), " |"), edge)
}
