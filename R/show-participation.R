# Prints the flow of participants, as a table and as boxes.

as_print_table.pairwave_participation <- function(x, ...) {
  title <- stage_titles(x)
  new_print_table(
    data.frame(
      stage = ifelse(same_as_above(title), "", title),
      label = flow_labels(x), n = flow_texts(x), stringsAsFactors = FALSE
    ),
    align = c("l", "l", "r"), head = c("Stage", "", "n"),
    caption = "Participants and records at each stage",
    notes = c(if (any(startsWith(x$outcome, "excluded_"))) {
      worded(paste(
        "Records received are those set aside by the study's rules or as duplicates, those",
        "unusable (no item answered), those without a code, those not linked to another wave",
        "and those linked. Attenders without a record may have answered under a code that",
        "could not be linked."
      ))
    } else {
      worded(paste(
        "Records received are those set aside as duplicates, those unusable (no item",
        "answered), those without a code, those not linked to another wave and those linked.",
        "Attenders without a record may have answered under a code that could not be linked."
      ))
    }, if (attr(x, "unlinked") %in% TRUE) worded(
      paste(
        "The study has no code: nobody is followed from one wave to another, and who answered",
        "in several counts in each of them."
      )
    ), recall_note(x), figure_notes(x))
  )
}

flow_texts <- function(x) {
  vapply(x$n, people_text, "", mark = disclosure_mark(x), USE.NAMES = FALSE)
}

# What each row counts, in the reader's language; labels of the study stay.
flow_labels <- function(x) {
  if (is.null(style_shown())) return(x$label)
  ends <- c(analysed = ": analysed", not_scored = ": too few items answered")
  label <- in_language(x$label)
  scored <- which(x$outcome %in% names(ends))
  end <- ends[x$outcome[scored]]
  scale <- substr(x$label[scored], 1, nchar(x$label[scored]) - nchar(end))
  label[scored] <- paste0(scale, ": ", in_language(substring(end, 3)))
  most <- which(x$stage == "attendance" & !x$outcome %in% c("listed", "none"))
  for (at in most) {
    n <- as.integer(substring(x$outcome[at], nchar("at_least_") + 1))
    label[at] <- worded("at least {sessions}", sessions = said_of(n, "session", "sessions"))
  }
  label
}

# Finds what each row stands under.
stage_titles <- function(x) {
  labels <- attr(x, "wave_labels")
  title <- x$name
  title[x$stage == "wave"] <- labels[x$name[x$stage == "wave"]]
  pairs <- expand.grid(to = labels, from = labels, stringsAsFactors = FALSE)
  shown <- stats::setNames(contrast_label(pairs$from, pairs$to),
                           paste(pairs$from, "to", pairs$to))
  between <- x$stage == "contrast" & x$name %in% names(shown)
  title[between] <- shown[x$name[between]]
  title[x$stage == "invited"] <- worded("Invited")
  title[x$stage == "attendance"] <- worded("Attendance")
  title[x$stage == "group"] <- worded("Groups")
  unname(title)
}

#' @param as `"table"` or `"diagram"`.
#' @param width How many characters wide a diagram may be; a box that is wider
#'   stands alone.
#' @rdname participation
#' @export
format.pairwave_participation <- function(x, ..., as = c("table", "diagram"),
                                          width = console_width()) {
  check_dots_empty()
  as <- match_choice(as)
  if (as == "table") {
    return(write_table(as_print_table(x), "console"))
  }
  x <- in_its_style(x)
  title <- stage_titles(x)
  label <- flow_labels(x)
  level <- ifelse(x$stage %in% c("attendance", "group"), "attended", x$stage)
  # Invited, attended with the groups, waves, contrasts: a row of boxes each.
  rows <- lapply(split(seq_len(nrow(x)), factor(level, unique(level))),
                 function(of) {
    box <- if (level[of[1]] == "attended") rep(worded("Attendance"), length(of)) else title[of]
    lapply(split(of, factor(box, unique(box))), function(at) {
      list(title = box[match(at[1], of)], label = label[at], n = flow_texts(x)[at])
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
