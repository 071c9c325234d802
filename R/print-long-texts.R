# Texts of a table that are longer than a page is high, which LaTeX can't set in a cell: there
# stands how they begin, and below the table the whole of them.

# The table with caption, cells, lines over rows and heads of at most so many letters. Each
# text that is cut has a number, under which a note has all of it.
shorten_long_texts <- function(table, cell = 1000, head = 200) {
  found <- character()
  shorten <- function(texts, most) {
    long <- which(!is.na(texts) & nchar(texts) > most)
    for (i in long) {
      found <<- union(found, texts[i])
      number <- match(texts[i], found)
      texts[i] <- paste0(trimws(substr(texts[i], 1, most %/% 2)), "\u2026 [text ", number, "]")
    }
    texts
  }
  if (length(table$caption)) table$caption <- shorten(table$caption, longest_caption)
  table$head <- shorten(table$head, head)
  table$body[] <- lapply(table$body, shorten, cell)
  if (!is.null(table$groups)) table$groups <- shorten(table$groups, cell)
  table$notes <- c(table$notes, paste0("[text ", seq_along(found), "] ", found)[seq_along(found)])
  table
}

# LaTeX tries a caption as one line first, which is less wide than it can count.
longest_caption <- 1000

# LaTeX breaks no word that it doesn't know: it may break one of more letters than this after
# each so many.
longest_word <- 40

# The places of a text, as letters, after which its longest words may be broken.
breaks_in_words <- function(letters) {
  inside <- !grepl("[[:space:]]", letters)
  runs <- rle(inside)
  at <- sequence(runs$lengths)
  long <- rep(runs$values & runs$lengths > longest_word, runs$lengths)
  which(long & at %% (longest_word %/% 2) == 0)
}
