# Prints how far coders agree: a line for each code and pair of coders.

as_print_table.pairwave_agreement <- function(x, ...) {
  frame <- as.data.frame(x)
  line <- paste(frame$code, frame$coders, sep = "\r")
  first <- frame[!duplicated(line), ]
  lines <- unique(line)
  statistics <- unique(frame$statistic)
  mark <- disclosure_mark(x)
  cells <- lapply(statistics, function(statistic) {
    rows <- frame[frame$statistic == statistic, ]
    agreement_cells(rows[match(lines, line[frame$statistic == statistic]), ], mark)
  })
  names(cells) <- statistics
  labels <- attr(x, "code_labels")
  code <- unname(labels[first$code]) %||% first$code
  counts <- agreement_counts(first, mark)
  several <- length(unique(first$coders)) > 1
  lead <- list(
    code = if (any(!is.na(first$code))) ifelse(same_as_above(first$code), "", code),
    coders = if (several) first$coders,
    n = vapply(first$n, people_text, "", mark = mark)
  )
  lead <- lead[!vapply(lead, is.null, NA)]
  head <- c(code = "Code", coders = "Coders",
            n = if (identical(attr(x, "unit"), "character")) "Characters" else "Units")
  body <- new_frame(c(lead, counts, cells))
  new_print_table(
    body,
    align = c(ifelse(names(lead) == "n", "r", "l"), rep("r", length(counts) + length(cells))),
    head = c(unname(head[names(lead)]), count_heads(x, counts),
             unname(agreement_heads[statistics])),
    row_heads = max(1L, length(lead) - 1L),
    notes = agreement_notes(x, frame)
  )
}

agreement_heads <- c(
  percent = "Agreement", positive = "Where given", negative = "Where not", jaccard = "Jaccard",
  f1 = "F1", kappa = "kappa", p_kappa = "p", fleiss = "pi", pabak = "PABAK", ac1 = "AC1",
  alpha = "alpha", alpha_nominal = "alpha, equal sets", alpha_jaccard = "alpha, Jaccard",
  alpha_masi = "alpha, MASI", u_alpha = "u alpha", u_alpha_binary = "u alpha, binary",
  cu_alpha = "cu alpha"
)

# Of kappa and alpha with their interval, the others without.
agreement_cells <- function(rows, mark) {
  text <- vapply(seq_len(nrow(rows)), function(i) {
    row <- rows[i, ]
    if (row$status %in% "suppressed") return(mark)
    if (row$statistic %in% "percent") return(share_text(row$estimate))
    if (row$statistic %in% "p_kappa") return(p_text(row$estimate))
    if (is.na(row$conf_low) || !row$statistic %in% c("kappa", "alpha", "alpha_jaccard")) {
      return(decimals(row$estimate))
    }
    paste0(decimals(row$estimate), bracketed_limits(decimals(row$conf_low),
                                                    decimals(row$conf_high), house = "plain"))
  }, "")
  text[is.na(rows$statistic)] <- dash()
  text
}

# Who gave it: shown of two coders.
agreement_counts <- function(first, mark) {
  if (all(is.na(first$both)) && !any(first$status %in% "suppressed")) return(list())
  if (all(is.na(first$code))) return(list())
  lapply(first[c("both", "first_only", "second_only", "neither")], function(n) {
    text <- vapply(n, people_text, "", mark = dash())
    text[first$status %in% "suppressed"] <- mark
    text
  })
}

count_heads <- function(x, counts) {
  coders <- attr(x, "coders")
  if (!length(counts)) return(character())
  if (length(coders) == 2) {
    c(worded("Both"), worded("{coder} only", coder = coders), worded("Neither"))
  } else {
    in_language(c("Both", "First only", "Second only", "Neither"))
  }
}

agreement_notes <- function(x, frame) {
  coders <- attr(x, "coders")
  level <- format(100 * attr(x, "conf_level"))
  characters <- identical(attr(x, "unit"), "character")
  ranged <- any(!is.na(frame$conf_low) & frame$statistic %in% c("kappa", "alpha", "alpha_jaccard"))
  c(
    paste(c(
      if (length(coders) == 2) {
        if (characters) {
          worded("Characters that both coders read: {coders}.", coders = and_words(coders))
        } else worded("Units that both coders read: {coders}.", coders = and_words(coders))
      } else if (characters) {
        worded("Characters that the coders named read: {coders}.", coders = and_words(coders))
      } else worded("Units that the coders named read: {coders}.", coders = and_words(coders)),
      if (ranged) worded("In brackets: {level}% interval.", level = level)
    ), collapse = " "),
    absence_note(frame), figure_notes(x)
  )
}
