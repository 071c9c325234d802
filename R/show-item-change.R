# Prints change item by item.

as_print_table.pairwave_item_change <- function(x, ...) {
  x <- by_common_statistics(x)
  whole <- as.data.frame(x)
  x <- x[x$contrast != all_waves, ]
  frame <- as.data.frame(x)
  key <- paste(frame$scale, frame$contrast, frame$item, sep = "\r")
  first <- !duplicated(key)
  neutral <- all(frame$direction %in% "none")
  ways <- moved_ways(neutral)
  body <- do.call(rbind, lapply(split(frame, factor(key, unique(key))),
                                item_cells, mark = disclosure_mark(x), neutral = neutral))
  body$contrast <- shown_contrast(x)[first]
  # One scale is said above the table, a heading once.
  one <- length(unique(body$scale)) == 1
  caption <- if (one && nzchar(body$scale[1])) body$scale[1]
  again <- same_as_above(body[c("scale", "contrast")])
  body[again, c("scale", "contrast")] <- ""
  keep <- c(!one, rep(TRUE, 7), any(frame$kind == "yes_no"), rep(TRUE, 3))
  level <- level_head(attr(x, "conf_level"))
  new_print_table(
    body[keep], align = c("l", "l", "l", rep("r", 9))[keep],
    head = c("Scale", "Contrast", "Item", "n", "Earlier", "Later",
             worded("Change [{level}]", level = level), "d_av",
             worded("{way}, % of changed [{level}]", way = ways[1], level = level), "p",
             adjusted_head(attr(x, "adjust")), paste(ways, collapse = " / "))[keep],
    caption = caption, row_heads = sum(keep[1:3]),
    notes = c(item_notes(frame), few_items_note(x, frame), recall_note(x), cochran_note(whole),
              item_questions(frame), figure_notes(x))
  )
}

item_cells <- function(part, mark, neutral) {
  of <- function(statistic) {
    found <- part$estimate[part$statistic == statistic]
    if (length(found)) found else NA_real_
  }
  digits <- digits_of_change(part)
  row <- function(statistic) part[part$statistic == statistic, ]
  wave <- function(which) {
    if (part$kind[1] == "yes_no") return(share_text(of(paste0("share_", which))))
    mean <- of(paste0("mean_", which))
    if (is.na(mean)) return(dash())
    paste0(decimals(mean, digits), " (", decimals(of(paste0("sd_", which)), digits), ")")
  }
  scale <- if (is.na(part$label[1])) part$scale[1] else part$label[1]
  data.frame(
    scale = if (is.na(scale)) "" else scale, contrast = part$contrast[1],
    item = item_text(part$item[1], part$reversed[1]),
    n = people_text(of("n"), mark), before = wave("before"), after = wave("after"),
    change = switch(part$kind[1], nominal = dash(),
                    yes_no = if (is.na(of("change"))) dash() else
                      worded("{n} points", n = points_text(of("change"))),
                    estimate_text(row("change"), digits)),
    d = decimals(of("d_av")),
    moved = if (part$kind[1] == "yes_no") {
      estimate_text(row("share_of_moved"), 1, function(x, digits) decimals(100 * x, digits))
    } else {
      dash()
    },
    p = p_text(of("p")),
    adjusted = p_text(of("p_adjusted")),
    better = if (is.na(of("same"))) dash() else if (part$kind[1] == "nominal") {
      worded("{same} same, {moved} moved", same = of("same"), moved = of("moved"))
    } else {
      moved_cell(of, part$direction[1], neutral)
    }
  )
}

# The item's name, and whether it is turned.
item_text <- function(item, reversed) {
  if (reversed) item_words(item) else item
}

# The questions, once for each item that has one.
item_questions <- function(frame) {
  first <- frame[!duplicated(frame[c("scale", "item")]), ]
  asked <- first$question
  said <- !is.na(asked) & asked != first$item
  if (!any(said)) return(NULL)
  worded("Items: {items}.", items = paste0(first$item[said], ", ", asked[said], collapse = "; "))
}

# What the positions of ordered answers that are texts stand for.
item_positions <- function(frame) {
  rows <- frame[frame$method %in% "mean_of_positions", ]
  rows <- rows[!duplicated(rows[c("scale", "item")]), ]
  if (!nrow(rows)) return(NULL)
  same <- split(rows$item, factor(rows$about, unique(rows$about)))
  worded("Answers counted as {answers}.", answers = paste0(
    names(same), " (", vapply(same, paste, "", collapse = ", "), ")", collapse = "; "
  ))
}

# Items that few people answered twice, as the sentences about them say.
few_items_note <- function(x, frame) {
  few <- frame[frame$statistic == "n" & is_few(frame$n), ]
  if (!nrow(few)) return(NULL)
  items <- split(few$item, factor(shown_contrast(x, few), unique(shown_contrast(x, few))))
  few_note(paste0(names(items), " (", vapply(items, paste, "", collapse = ", "), ")",
                  collapse = "; "))
}

item_notes <- function(frame) {
  of_kind <- c(
    ordered = worded("Ordered answers: mean (SD), paired t test."),
    yes_no = if (all(frame$direction %in% "none")) {
      worded(paste(
        "Yes/no: share of yes, its change in percentage points; of those who changed, how",
        "many to yes, by McNemar's mid-p."
      ))
    } else {
      worded(paste(
        "Yes/no: share of yes, its change in percentage points; of those who changed, how",
        "many for the better, by McNemar's mid-p."
      ))
    },
    nominal = worded("Categories: Stuart and Maxwell's test.")
  )
  ranks <- unique(method_words(frame[frame$statistic == "p_signed_rank" &
                                       !is.na(frame$estimate), ]))
  families <- frame$rule[frame$statistic == "p_adjusted" & !is.na(frame$estimate)]
  c(
    paste0(
      worded(paste(
        "Each item on the people who answered it in both waves; a change is later less",
        "earlier."
      )),
      " ", paste(of_kind[unique(frame$kind)], collapse = " "),
      if (length(ranks)) worded(" The signed-rank test beside it is p_signed_rank: {methods}.",
                                methods = paste(ranks, collapse = "; "))
    ),
    direction_notes(frame),
    item_positions(frame),
    if (length(families)) worded("p is adjusted within a contrast: {families}.",
                                 families = paste(unique(families), collapse = ", ")),
    absence_note(frame[frame$statistic %in% c("p", "d_av"), ])
  )
}
