# Every text of the package that is looked up in the tables of inst/words: what stands in
# calls, in the tables of codes and in the document behind a report.
package_texts <- function() {
  here <- asNamespace("pairwave")
  found <- character()
  constants <- function(e) {
    if (is.character(e)) return(e)
    # A table of texts by its name.
    if (is.name(e) && exists(as.character(e), here, inherits = FALSE)) {
      table <- get(as.character(e), here)
      return(if (is.character(table)) unname(table))
    }
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
    for (i in seq_along(e)) if (!identical(e[[i]], quote(expr = ))) walk(e[[i]])
  }
  for (name in ls(here, all.names = TRUE)) {
    one <- get(name, here)
    if (is.function(one)) walk(body(one))
  }
  codes <- unlist(words_en, use.names = FALSE)
  # Of a finding that is counted, the form for many names both.
  findings <- unlist(lapply(c(unname(findings_en), list(own_rule_en)), function(rule) {
    forms <- c(list(rule), rule$kinds)
    c(rule$found, rule$parts, lapply(forms, `[`, c("many", "remedy", "remedy_else")))
  }), use.names = FALSE)
  methods <- c(vapply(methods_en, `[`, "", 1), unlist(c(methods_told, methods_also)))
  # What columns of a result call things, and what stands for it in the reader's language.
  columns <- c(severities, frequency_statistics, "stretches", "mean", "sum", excluded_en, agreement_heads,
               names(paper_literals), "Study", "Wave", "Key", "Attendance", "Codes",
               "Framework", "Quotes")
  lines <- readLines(report_skeleton(), encoding = "UTF-8")
  text <- Filter(function(block) block$kind == "text" && !grepl("`r ", block$text, fixed = TRUE),
                 document_blocks(lines[-seq_len(which(lines == "---")[2])]))
  captions <- unlist(regmatches(lines, gregexpr(caption_pattern, lines, perl = TRUE)))
  page <- c(captions, vapply(text, `[[`, "", "text"), skeleton_literals, page_literals)
  all <- unique(unname(c(found, codes, findings, methods, columns, page, eval(formals(ways_of)$words), usual_people,
                         "{n} people")))
  all[grepl("[A-Za-z]", all)]
}

holes_of <- function(text) sort(unique(regmatches(text, gregexpr("\\{[^}]*\\}", text))[[1]]))
