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
               "Framework", "Quotes", "Source", "Name", "everyone", "people in {group}",
               "people who answered {waves}", "people who attended at least {sessions}",
               "people with at least two waves", "people who answered at least one wave",
               profile_titles())
  others <- list.files(system.file("rmarkdown", "reports", package = "pairwave"), full.names = TRUE)
  lines <- unlist(lapply(c(report_skeleton(), others), readLines, encoding = "UTF-8"))
  text <- Filter(function(block) block$kind == "text" && !grepl("`r ", block$text, fixed = TRUE),
                 document_blocks(lines[-seq_len(which(lines == "---")[2])]))
  captions <- unlist(regmatches(lines, gregexpr(caption_pattern, lines, perl = TRUE)))
  page <- c(captions, vapply(text, `[[`, "", "text"), skeleton_literals, page_literals)
  all <- unique(unname(c(found, codes, findings, methods, columns, page, eval(formals(ways_of)$words), usual_people,
                         "{n} people")))
  all[grepl("[A-Za-z]", all)]
}

# What the profiles that come with the package are called.
profile_titles <- function() {
  files <- list.files(system.file("disclosure", package = "pairwave"), "[.]yml$",
                      full.names = TRUE)
  setdiff(vapply(files, function(file) yaml::read_yaml(file)$title, ""), "a threshold")
}

holes_of <- function(text) sort(unique(regmatches(text, gregexpr("\\{[^}]*\\}", text))[[1]]))

# Makes the table of Welsh one of letters that no other text has, until the calling test
# ends: what is shown of the package's own is then in these letters, and what is not has no
# entry or was not looked up. Values in holes and code stay as they are.
local_marked_words <- function(frame = parent.frame()) {
  here <- asNamespace("pairwave")
  welsh <- here$language_words("cy")
  from <- paste(c(letters, LETTERS), collapse = "")
  to <- intToUtf8(c(0x430 + 0:25, 0x410 + 0:25))
  marked <- vapply(names(welsh), function(text) {
    kept <- gregexpr("\\{[^}]*\\}|`[^`]*`", text)
    between <- regmatches(text, kept, invert = TRUE)[[1]]
    paste(c(rbind(chartr(from, to, between), c(regmatches(text, kept)[[1]], ""))), collapse = "")
  }, "")
  known <- here$read_words
  known$cy <- as.list(marked)
  withr::defer(known$cy <- welsh, frame)
}

# Every text that a reader of a file sees or hears: of a page its text nodes and what its
# elements are called, of Word the texts and pictures' words.
visible_texts <- function(path) {
  if (endsWith(path, ".docx")) {
    folder <- withr::local_tempdir()
    utils::unzip(path, exdir = folder)
    page <- xml2::read_xml(file.path(folder, "word", "document.xml"))
    texts <- c(xml2::xml_text(xml2::xml_find_all(page, "//w:t")),
               xml2::xml_text(xml2::xml_find_all(page, "//wp:docPr/@descr")))
  } else {
    page <- xml2::read_html(path, encoding = "UTF-8")
    xml2::xml_remove(xml2::xml_find_all(page, "//style|//script"))
    texts <- c(xml2::xml_text(xml2::xml_find_all(page, "//text()")),
               xml2::xml_text(xml2::xml_find_all(page, "//@aria-label|//@alt")))
  }
  unique(trimws(gsub("[[:space:]]+", " ", texts)))
}

# What a reader sees of a study: its labels and names, its files, its codes, its answers and
# what people said.
texts_of_study <- function(cohort) {
  study <- cohort$study
  scales <- unlist(lapply(study$scales, `[`, c("label", "items", "name")))
  labels <- unlist(lapply(cohort$surveys, lapply, function(column) {
    c(attr(column, "label"), names(attr(column, "labels")), levels(column),
      if (is.character(column)) unique(column))
  }))
  codes <- unlist(lapply(cohort$codes, function(codes) {
    framework <- attr(codes, "framework")
    c(framework$label, framework$description, framework$code, attr(codes, "coders"),
      codes$coder, codes$participant, codes$source)
  }))
  said <- unlist(lapply(study[c("title", "waves", "demographics", "attendance", "codes",
                                "themes", "undisclosed")],
                        function(part) c(names(part), unlist(part))))
  texts <- c(said, names(study$waves), names(study$scales), scales, labels, codes,
             names(study$codes), names(study$themes$lanes),
             vapply(study$demographics, function(one) as.character(one$label), ""),
             unlist(lapply(cohort$surveys, names)), study$file)
  texts <- unique(c(texts, basename(texts), gsub("_", " ", texts)))
  texts <- trimws(gsub("[[:space:]]+", " ", unlist(strsplit(texts, "\n"))))
  # Words of two letters and more, the longest first.
  texts <- texts[!is.na(texts) & grepl("[A-Za-z]{2}", texts)]
  texts[order(-nchar(texts))]
}

# Names of statistics, methods and works, which every language has.
names_everywhere <- function() {
  c(unlist(strsplit(unname(methods_works_en), "*", fixed = TRUE)), check_rules$rule, "d_av",
    "SHA-256", "Holm", "Benjamini-Hochberg", "Brunner-Munzel", "pairwave", "disclosure")
}

# The texts of a file that have letters of neither the marked words nor of the study.
unmarked_texts <- function(path, cohort) unmarked_in(visible_texts(path), texts_of_study(cohort))

unmarked_in <- function(texts, own) {
  texts <- unique(trimws(gsub("[[:space:]]+", " ", texts)))
  texts <- texts[grepl("[A-Za-z]{2}", texts)]
  own <- own[order(-nchar(own))]
  # A label that is broken in a picture stands there in parts.
  part <- vapply(texts, function(text) any(grepl(text, own, fixed = TRUE)), NA)
  texts <- left <- texts[!part]
  for (one in c(trimws(names_everywhere()), own)) {
    left <- gsub(paste0("(?<![A-Za-z])\\Q", one, "\\E(?![A-Za-z])"), "", left, perl = TRUE)
  }
  left <- gsub("\\b[0-9a-f]{64}\\b", "", left)
  texts[grepl("[A-Za-z]{2}", left)]
}

# The texts of a result, as table, as sentences and as picture, that have letters of neither
# the marked words nor of its own names and codes.
unmarked_in_result <- function(result) {
  table <- as_print_table(result)
  texts <- c(table$head, table$caption, table$notes, unlist(table$body))
  said <- tryCatch(as.data.frame(describe(result))$sentence, error = function(e) NULL)
  drawn <- tryCatch(ggplot2::autoplot(result), error = function(e) NULL)
  frame <- as.data.frame(result)
  own <- unlist(lapply(frame[setdiff(names(frame), c("rule", "note", "message", "remedy"))],
                       function(column) if (!is.numeric(column)) as.character(column)))
  beside <- attributes(result)[c("wave_labels", "waves", "code_labels", "scale_labels", "coders",
                                 "people", "by_label", "strata", "material", "remembered")]
  own <- unique(c(own, sub("^[^:]*: ", "", own), unlist(lapply(beside, function(one) c(names(one), unlist(one))))))
  own <- trimws(own[grepl("[A-Za-z]{2}", own)])
  unmarked_in(c(texts, said, unlist(drawn$labels[c("x", "caption", "alt")])),
              unique(c(own, capital(own), gsub("_", " ", own), unlist(strsplit(own, " and ", fixed = TRUE)))))
}
