# Prints a framework as a table of its levels, with a cell for each branch.

as_print_table.pairwave_framework <- function(x, ..., width = Inf) {
  rows <- framework_rows(as.data.frame(x))
  levels <- rows$levels
  described <- any(nzchar(rows$description))
  head <- c(level_heads(ncol(levels)), if (described) worded("Description"))
  body <- as.data.frame(levels, stringsAsFactors = FALSE)
  if (described) body$description <- rows$description
  names(body) <- head
  spans <- rows$spans
  body[seq_len(ncol(levels))][spans == 0] <- ""
  if (described && is.finite(width)) {
    # The console wraps descriptions by hand.
    natural <- vapply(seq_len(ncol(levels)), function(j) {
      max(display_width(c(head[j], body[[j]])))
    }, 1)
    room <- max(24, width - sum(natural + 2))
    parts <- lapply(body[[length(body)]], function(text) {
      if (nzchar(text)) wrap_text(text, room) else ""
    })
    at <- rep(seq_along(parts), lengths(parts))
    first <- !duplicated(at)
    body <- body[at, , drop = FALSE]
    body[!first, -length(body)] <- ""
    body[[length(body)]] <- unlist(parts)
    spans <- NULL
  }
  rownames(body) <- NULL
  new_print_table(body, align = rep("l", length(body)), head = head,
                  row_heads = ncol(levels), spans = if (is.finite(width)) NULL else spans,
                  wrap = if (described) length(body) else integer())
}

#' @export
print.pairwave_framework <- function(x, ...) {
  if (is_knit_asis()) return(knit_asis(x))
  x <- in_its_style(x)
  if (!inherits(x, "pairwave_framework") || nrow(x) == 0) {
    writeLines(paste("#", worded("A framework without codes")))
  } else {
    writeLines(write_table(as_print_table(x, width = console_width()), "console"))
  }
  invisible(x)
}

level_heads <- function(n) {
  heads <- in_language(c("Category", "Subcategory", "Characteristics"))
  if (n <= 3) heads[seq_len(n)] else c(heads, worded("Level {n}", n = 4:n))
}

# A row for each code that nothing is below, and for each line of its description;
# a parent's own description stands in a row of its own, before its children.
framework_rows <- function(x) {
  lines <- strsplit(ifelse(is.na(x$description), "", x$description), "\n", fixed = TRUE)
  lines[lengths(lines) == 0] <- ""
  parent <- x$code %in% x$parent
  shown <- which(!parent | nzchar(vapply(lines, `[`, "", 1)))
  at <- rep(shown, lengths(lines[shown]))
  depth <- max(x$level)
  path <- matrix("", length(at), depth)
  key <- matrix("", length(at), depth)
  above <- at
  while (any(!is.na(above))) {
    known <- which(!is.na(above))
    place <- cbind(known, x$level[above[known]])
    path[place] <- x$label[above[known]]
    key[place] <- x$code[above[known]]
    above <- match(x$parent[above], x$code)
  }
  list(levels = path, description = unlist(lines[shown]), spans = span_rows(key))
}

# Over how many rows each cell goes. Equal keys below each other are one cell, and
# so are blank ones below a cell that has several rows.
span_rows <- function(key) {
  n <- nrow(key)
  out <- matrix(1L, n, ncol(key))
  for (j in seq_len(ncol(key))) {
    of <- apply(key[, seq_len(j), drop = FALSE], 1, paste, collapse = "\r")
    same <- c(FALSE, of[-1] == of[-n]) & nzchar(key[, j])
    start <- which(!same)
    out[, j] <- 0L
    out[start, j] <- diff(c(start, n + 1L))
  }
  out
}
