# Change of a group as a table to read: the headline, and a line for every statistic. Every
# line says that it is of a group.

group_caution <- paste(
  "This is change of the group, not of people: whoever answered at a wave counts there, nobody",
  "is followed from one to the other, and who rose or fell is not known."
)

as_print_table.pairwave_unpaired <- function(x, ...) {
  frame <- as.data.frame(x)
  key <- paste(frame$scale, frame$item, frame$contrast, frame$group, sep = "\r")
  at <- split(seq_along(key), factor(key, unique(key)))
  body <- do.call(rbind, lapply(at, function(rows) {
    unpaired_cells(frame[rows, ], disclosure_mark(x))
  }))
  first <- vapply(at, `[`, 0L, 1)
  body$contrast <- worded("{contrast} (group)", contrast = shown_contrast(x)[first])
  body$group <- ifelse(is.na(frame$group[first]), "", frame$group[first])
  level <- level_head(attr(x, "conf_level"))
  keep <- c(any(nzchar(body$outcome)), any(nzchar(body$group)), rep(TRUE, 7), has_adjusted(x),
            rep(TRUE, 3))
  new_print_table(
    body[keep], row_heads = sum(keep[1:3]),
    align = c("l", "l", "l", rep("r", 10))[keep],
    head = c(outcome_head(frame), attr(x, "by_label") %||% "Group", "Contrast", "n",
             "Earlier M (SD)", "Later M (SD)",
             worded("Change of the group [{level}]", level = level),
             "Welch t (df)", "p",
             adjusted_head(attr(x, "adjust")), worded("P(later higher) [{level}]", level = level),
             worded("p, r {range}", range = contrast_label("0", decimals(0.9, 1))),
             paste0(level, ", r ", decimals(0.9, 1)))[keep],
    notes = unpaired_notes(x)
  )
}

# The name of the scale or item, or nothing.
unpaired_outcome <- function(frame) {
  name <- ifelse(!is.na(frame$item_label), frame$item_label,
                 ifelse(!is.na(frame$item), frame$item,
                        ifelse(is.na(frame$label), frame$scale, frame$label)))
  ifelse(is.na(name), "", name)
}

outcome_head <- function(frame) {
  of_items <- !is.na(frame$item)
  if (all(of_items)) "Item" else if (any(of_items)) "Scale or item" else "Scale"
}

unpaired_cells <- function(part, mark) {
  row <- function(statistic) part[part$statistic == statistic, ]
  of <- function(statistic) row(statistic)$estimate
  digits <- spread_digits(c(of("sd_before"), of("sd_after")))
  mean_sd <- function(wave) {
    mean <- of(paste0("mean_", wave))
    if (is.na(mean)) return(dash())
    paste0(decimals(mean, digits), " (", decimals(of(paste0("sd_", wave)), digits), ")")
  }
  assumed <- part[part$statistic == "change_if_same", ]
  p <- range_of_p(part)
  last <- assumed[nrow(assumed), ]
  data.frame(
    outcome = unpaired_outcome(part[1, ]), group = "", contrast = "",
    n = paste0(people_text(of("n_before"), mark), ", ", people_text(of("n_after"), mark)),
    before = mean_sd("before"), after = mean_sd("after"),
    change = estimate_text(row("change"), digits),
    t = if (is.na(of("t"))) dash() else {
      paste0(decimals(of("t")), " (", decimals(of("df"), 1), ")")
    },
    p = p_text(of("p")), p_adjusted = adjusted_cell(of("p_adjusted"), part$role[1]),
    superiority = estimate_text(row("superiority")),
    p_range = if (anyNA(p)) dash() else {
      worded("{low} to {high}", low = p_text(p[1]), high = p_text(p[2]))
    },
    last = if (is.na(last$conf_low)) dash() else {
      paste0("[", decimals(last$conf_low, digits), limits_separator(),
             decimals(last$conf_high, digits), "]")
    }
  )
}

# p at the lowest and at the highest correlation that is assumed.
range_of_p <- function(part) {
  p <- part[part$statistic == "p_if_same", ]
  p$estimate[c(1, nrow(p))]
}

unpaired_notes <- function(x) {
  frame <- as.data.frame(x)
  shown <- c("mean_before", "sd_before", "t", "superiority", "p_if_same")
  shares <- unique(frame$about[frame$method %in% "share_of_yes_in_wave"])
  positions <- unique(frame$about[frame$method %in% "positions_in_wave"])
  c(
    in_language(group_caution), recall_note(x),
    worded(paste(
      "Change is the later mean less the earlier. t, p and intervals are Welch's, as if nobody",
      "were in both waves; P(later higher) is how probable it is that an answer of the later",
      "wave is higher than one of the earlier, ties half (Brunner-Munzel)."
    )),
    if (any(!is.na(frame$estimate[frame$statistic == "p_if_same"]))) worded(
      paste(
        "The last two columns show what follows if everyone of the smaller wave is in the other",
        "as well, and their answers correlate by r from 0 to {high}; which r it is can't be known."
      ), high = decimals(0.9, 1)
    ),
    overlap_note(x),
    if (length(shares)) worded("M of an item with two answers is the share of {answers}.",
                               answers = and_words(encodeString(shares, quote = "\""))),
    if (length(positions)) worded("Answers are counted as {answers}.",
                                  answers = paste(positions, collapse = "; ")),
    adjusted_notes(x), absence_note(frame[frame$statistic %in% shown, ]), figure_notes(x)
  )
}

# Who is known to be in both waves, and the test that counts them so.
overlap_note <- function(x) {
  rows <- as.data.frame(x)
  key <- paste(rows$scale, rows$item, rows$contrast, rows$group, sep = "\r")
  parts <- split(seq_along(key), factor(key, unique(key)))
  contrast <- shown_contrast(x)
  said <- unlist(lapply(parts, function(at) {
    part <- rows[at, ]
    row <- function(statistic) part[part$statistic == statistic, ]
    if (is.na(row("t_linked")$estimate)) return(NULL)
    name <- c(unpaired_outcome(part[1, ]), contrast[at[1]], part$group[1])
    worded(
      "{group}: {n} in both, r = {r}, change {change}, t({df}) = {t}, {p}",
      group = paste(name[nzchar(name) & !is.na(name)], collapse = ", "),
      n = row("n_both")$estimate, r = decimals(row("r")$estimate),
      change = estimate_text(row("change_linked")), df = decimals(row("df_linked")$estimate, 1),
      t = decimals(row("t_linked")$estimate), p = p_words(row("p_linked")$estimate)
    )
  }))
  if (!length(said)) return(NULL)
  worded(
    paste(
      "Where some people are known to be in both waves, the partly overlapping samples t",
      "(Derrick, Toher and White 2017) on everyone: {figures}. paired_change() follows those",
      "people."
    ), figures = paste(said, collapse = "; ")
  )
}

#' @rdname unpaired_change
#' @param object A result of `unpaired_change()`.
#' @export
summary.pairwave_unpaired <- function(object, ...) {
  check_dots_empty()
  class(object) <- c("pairwave_unpaired_summary", "pairwave_result", "data.frame")
  object
}

as_print_table.pairwave_unpaired_summary <- function(x, ...) {
  frame <- as.data.frame(x)
  body <- data.frame(
    outcome = unpaired_outcome(frame),
    group = ifelse(is.na(frame$group), "", frame$group),
    contrast = worded("{contrast} (group)", contrast = shown_contrast(x)),
    statistic = paste0(frame$statistic, ifelse(
      frame$method %in% "overlapping_assumed",
      paste0(", r = ", with_decimal_mark(format(frame$setting))), ""
    )),
    estimate = mapply(unpaired_summary_cell, frame$statistic, frame$estimate),
    interval = ifelse(is.na(frame$conf_low), "", paste0(
      "[", vapply(frame$conf_low, decimals, ""), limits_separator(),
      vapply(frame$conf_high, decimals, ""), "]"
    )),
    n = vapply(frame$n, people_text, "", mark = disclosure_mark(x)),
    rule = ifelse(is.na(frame$reason), frame$rule, frame$note)
  )
  again <- same_as_above(body[c("outcome", "group", "contrast")])
  body[again, c("outcome", "group", "contrast")] <- ""
  keep <- c(any(nzchar(body$outcome)), any(nzchar(body$group)), rep(TRUE, 6))
  new_print_table(
    body[keep], row_heads = sum(keep[1:4]), align = c("l", "l", "l", "l", "r", "l", "r", "l")[keep],
    head = c(outcome_head(frame), attr(x, "by_label") %||% "Group", "Contrast", "Statistic",
             "Estimate", level_head(attr(x, "conf_level")), "n",
             "Rule, or why there is none")[keep],
    notes = c(in_language(group_caution), figure_notes(x))
  )
}

# People are whole; a probability has three decimals.
unpaired_summary_cell <- function(statistic, estimate) {
  if (is.na(estimate)) return(dash())
  if (statistic %in% c("p", "p_adjusted", "p_superiority", "p_linked", "p_linked_pooled",
                       "p_if_same")) {
    return(p_text(estimate))
  }
  if (statistic %in% c("n_before", "n_after", "n_both")) return(format(estimate))
  decimals(estimate)
}
