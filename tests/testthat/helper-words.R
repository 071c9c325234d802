# Every text of the package that is looked up in the tables of inst/words: what stands in
# calls, in the tables of codes and in the document behind a report.
package_texts <- function() {
  here <- asNamespace("pairwave")
  found <- character()
  constants <- function(e) {
    if (is.character(e)) return(e)
    if (!is.call(e)) return(NULL)
    name <- if (is.name(e[[1]])) as.character(e[[1]]) else ""
    parts <- as.list(e[-1])
    if (name == "paste" && all(vapply(parts, is.character, NA))) return(eval(e))
    if (name %in% c("c", "if", "ifelse", "switch", "[", "(", "{", "rev")) {
      return(unlist(lapply(parts, constants), use.names = FALSE))
    }
    if (name == "[[") constants(e[[2]])
  }
  add <- function(e) found <<- c(found, constants(e))
  walk <- function(e) {
    if (!is.call(e)) return(invisible())
    name <- if (is.name(e[[1]])) as.character(e[[1]]) else ""
    if (name %in% c("worded", "in_language") && length(e) > 1) add(e[[2]])
    if (name %in% c("said_of", "number_of") && length(e) > 3 && is.character(e[[4]])) {
      found <<- c(found, paste("{n}", e[[4]]))
    }
    if (name == "ways_of" && length(e) > 2) add(e[[3]])
    if (name == "new_print_table") for (one in c("head", "caption")) add(e[[one]])
    if (name == "<-" && identical(e[[2]], quote(head))) add(e[[3]])
    for (part in as.list(e)) if (!identical(part, quote(expr = ))) walk(part)
  }
  for (name in ls(here, all.names = TRUE)) {
    one <- get(name, here)
    if (is.function(one)) walk(body(one))
  }
  words <- words_en
  codes <- unlist(words[c("reason", "caution", "interval", "number", "weighted", "weighted_by",
                          "reversed", "left_out", "differs")], use.names = FALSE)
  lines <- readLines(report_skeleton(), encoding = "UTF-8")
  text <- Filter(function(block) block$kind == "text" && !grepl("`r ", block$text, fixed = TRUE),
                 document_blocks(lines[-seq_len(which(lines == "---")[2])]))
  page <- c(vapply(text, `[[`, "", "text"), skeleton_literals, page_literals)
  all <- unique(c(found, codes, page, formals(ways_of)$words[-1], usual_people, "{n} people"))
  all <- unlist(all)
  all[grepl("[A-Za-z]", all)]
}

holes_of <- function(text) sort(unique(regmatches(text, gregexpr("\\{[^}]*\\}", text))[[1]]))
