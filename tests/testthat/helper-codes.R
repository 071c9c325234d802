# A file of codings in a folder that is gone after the test.
codes_file <- function(lines, name = "codings.csv", frame = parent.frame()) {
  path <- file.path(withr::local_tempdir(.local_envir = frame), name)
  writeLines(lines, path, useBytes = TRUE)
  path
}

# What a test looks at: codings as one text each, "coder:unit:code".
said_codes <- function(x) {
  paste(ifelse(is.na(x$coder), "", x$coder), x$unit, ifelse(is.na(x$code), "-", x$code), sep = ":")
}

# A zip archive of these entries, a named list of texts or bytes. R's own way needs
# another program; what gzip makes of an entry is what an archive has of it.
write_zip <- function(path, entries, declared = NULL) {
  number <- function(x, bytes) as.raw(bitwAnd(x %/% 256^(seq_len(bytes) - 1), 255L))
  parts <- lapply(names(entries), function(name) {
    content <- entries[[name]]
    if (is.character(content)) content <- charToRaw(enc2utf8(content))
    packed <- tempfile()
    on.exit(unlink(packed))
    con <- gzfile(packed, "wb")
    writeBin(content, con)
    close(con)
    gz <- readBin(packed, "raw", file.size(packed))
    tail <- length(gz) - 7:0
    deflated <- gz[11:(length(gz) - 8)]
    title <- charToRaw(enc2utf8(name))
    about <- c(as.raw(c(20, 0, 0, 8, 8, 0, 0, 0, 0, 0)), gz[tail[1:4]],
               number(length(deflated), 4),
               number(if (is.null(declared)) length(content) else declared, 4),
               number(length(title), 2), as.raw(c(0, 0)))
    list(local = c(charToRaw("PK"), as.raw(3:4), about, title, deflated), about = about,
         title = title)
  })
  at <- cumsum(c(0, lengths(lapply(parts, `[[`, "local"))))
  central <- unlist(lapply(seq_along(parts), function(i) {
    c(charToRaw("PK"), as.raw(1:2), as.raw(c(20, 0)), parts[[i]]$about, raw(10),
      number(at[i], 4), parts[[i]]$title)
  }))
  end <- c(charToRaw("PK"), as.raw(5:6), raw(4), number(length(parts), 2),
           number(length(parts), 2), number(length(central), 4), number(at[length(at)], 4),
           raw(2))
  writeBin(c(unlist(lapply(parts, `[[`, "local")), central, end), path)
  path
}

escape_xml <- function(text) {
  text <- gsub("&", "&amp;", enc2utf8(as.character(text)), fixed = TRUE)
  text <- gsub("<", "&lt;", text, fixed = TRUE)
  text <- gsub("\"", "&quot;", text, fixed = TRUE)
  gsub("\r", "&#13;", text, fixed = TRUE)
}

test_guid <- function(kind, i) {
  sprintf("%08x-0000-4000-8000-%012x", utf8ToInt(substr(kind, 1, 1)), as.integer(i))
}

# A project as a program writes it. `sources` is a named vector of texts; `codes` are
# names, or the XML of a codebook; `codings` a data frame of source (number), code,
# user (numbers), start, end and, where the program quotes, name.
project_xml <- function(sources, codes, users, codings, origin = "pairwave tests", inside = FALSE,
                        cases = "", codebook = NULL, root = "Project", extra = "") {
  coding <- sprintf(
    paste0("<PlainTextSelection guid=\"%s\"%s startPosition=\"%d\" endPosition=\"%d\">",
           "<Coding guid=\"%s\" creatingUser=\"%s\"><CodeRef targetGUID=\"%s\"/></Coding>",
           "</PlainTextSelection>"),
    test_guid("selection", seq_len(nrow(codings))),
    if (is.null(codings$name)) "" else
      ifelse(is.na(codings$name), "", paste0(" name=\"", escape_xml(codings$name), "\"")),
    as.integer(codings$start), as.integer(codings$end),
    test_guid("x", seq_len(nrow(codings))), test_guid("user", codings$user),
    test_guid("code", codings$code)
  )
  coding <- vapply(split(coding, factor(codings$source, seq_along(sources))), paste, "",
                   collapse = "")
  text <- if (inside) {
    sprintf("<TextSource guid=\"%s\" name=\"%s\"><PlainTextContent>%s</PlainTextContent>%s</TextSource>",
            test_guid("source", seq_along(sources)), escape_xml(names(sources)),
            escape_xml(sources), coding)
  } else {
    sprintf("<TextSource guid=\"%s\" name=\"%s\" plainTextPath=\"internal://%s.txt\">%s</TextSource>",
            test_guid("source", seq_along(sources)), escape_xml(names(sources)),
            test_guid("source", seq_along(sources)), coding)
  }
  codebook <- if (!is.null(codebook)) codebook else {
    sprintf("<Code guid=\"%s\" name=\"%s\" isCodable=\"true\"/>",
            test_guid("code", seq_along(codes)), escape_xml(codes))
  }
  paste0(
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<", root,
    " xmlns=\"urn:QDA-XML:project:1.0\" name=\"test\" origin=\"", escape_xml(origin),
    "\" basePath=\"C:\\Users\\someone\\Documents\">",
    "<Users>", paste0("<User guid=\"", test_guid("user", seq_along(users)), "\" name=\"",
                      escape_xml(users), "\"/>", collapse = ""), "</Users>",
    "<CodeBook><Codes>", paste(codebook, collapse = ""), "</Codes></CodeBook>", cases,
    "<Sources>", paste(text, collapse = ""), extra, "</Sources></", root, ">"
  )
}

# The same as a file. `bytes` changes what the source files hold, as text.
project_file_of <- function(sources, codes, users, codings, ..., inside = FALSE,
                            inner = "project.qde", folder = "sources",
                            bytes = identity, frame = parent.frame()) {
  path <- file.path(withr::local_tempdir(.local_envir = frame), "test.qdpx")
  entries <- list(project_xml(sources, codes, users, codings, ..., inside = inside))
  names(entries) <- inner
  if (!inside) {
    files <- as.list(bytes(sources))
    names(files) <- paste0(folder, "/", test_guid("source", seq_along(sources)), ".txt")
    entries <- c(entries, files)
  }
  write_zip(path, entries)
}

# A database with these tables, as a program writes its project.
write_database <- function(path, tables) {
  connection <- DBI::dbConnect(RSQLite::SQLite(), path)
  on.exit(DBI::dbDisconnect(connection))
  for (name in names(tables)) DBI::dbWriteTable(connection, name, tables[[name]])
  path
}

# A project of QualCoder: two texts, a category, two coders and a case.
qualcoder_tables <- function() {
  texts <- c("P1: h\u00e9llo \U1F600 there\nP2: yes", "alone here")
  said <- c("h\u00e9llo", "yes", "alone")
  of <- c(1, 1, 2)
  start <- mapply(function(i, what) regexpr(what, texts[i], fixed = TRUE)[1] - 1, of, said)
  list(
    project = data.frame(databaseversion = "v17"),
    source = data.frame(id = 1:2, name = c("FG1.txt", "FG2.txt"), fulltext = texts,
                        mediapath = NA_character_, memo = "", owner = "Ann"),
    code_cat = data.frame(catid = 1:2, name = c("Support", "Kinds"), memo = c("all of it", ""),
                          supercatid = c(NA, 1)),
    code_name = data.frame(cid = 1:3, name = c("peers", "advice", "never"),
                           memo = c("", "a hint", ""), catid = c(2, NA, NA),
                           supercid = c(NA, 1, NA)),
    code_text = data.frame(ctid = 1:3, cid = c(1, 2, 1), fid = of, seltext = said, pos0 = start,
                           pos1 = start + nchar(said), owner = c("Ann", "Ben", "Ann"),
                           memo = c("look", "", "")),
    cases = data.frame(caseid = 1:2, name = c("Pia", "Quo"), memo = ""),
    case_text = data.frame(caseid = 1:2, fid = c(1, 2), pos0 = c(0, 0), pos1 = c(18, 10)),
    attribute = data.frame(name = "sex", attr_type = c("case", "file"), value = c("f", "m"),
                           id = 1:2)
  )
}

qualcoder_project <- function(tables = qualcoder_tables(), frame = parent.frame()) {
  folder <- file.path(withr::local_tempdir(.local_envir = frame), "x.qda")
  dir.create(folder)
  write_database(file.path(folder, "data.qda"), tables)
}

# A project of Taguette: offsets in bytes of the text without tags.
taguette_tables <- function() {
  html <- c("<p>h\u00e9llo <b>th&amp;re</b></p>\n<p>caf\u00e9 \U1F600 more</p>", "<p>alone</p>")
  list(
    users = data.frame(login = "admin"),
    projects = data.frame(id = 1, name = "x"),
    documents = data.frame(id = 1:2, name = c("FG1", "FG2"), contents = html, project_id = 1),
    highlights = data.frame(
      id = 1:4, document_id = c(1, 1, 2, 1), start_offset = c(7, 24, 0, 0),
      end_offset = c(12, 28, 5, 6), snippet = c("<b>th&amp;re</b>", "more", "alone", "h\u00e9llo")
    ),
    tags = data.frame(id = 1:2, path = c("support.peers", "advice"), description = c("", "a hint")),
    highlight_tags = data.frame(highlight_id = c(1, 2, 3), tag_id = c(1, 2, 1)),
    commands = data.frame(id = 1:2, user_login = "admin", payload = "{\"type\": \"highlight_add\"}")
  )
}
