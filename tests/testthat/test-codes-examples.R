# Whole projects and files as programs write them, each with what the others test one by
# one: every place is right where the stretch is what its selection quotes.

coding_xml <- function(i, code, user = 1) {
  sprintf("<Coding guid=\"%s\" creatingUser=\"%s\"><CodeRef targetGUID=\"%s\"/></Coding>",
          test_guid("x", i), test_guid("user", user), test_guid("code", code))
}

# A stretch of `text`, quoted as its name.
selection_xml <- function(i, text, said, code, user = 1, name = said) {
  start <- regexpr(said, text, fixed = TRUE)[1] - 1
  sprintf("<PlainTextSelection guid=\"%s\" name=\"%s\" startPosition=\"%d\" endPosition=\"%d\">%s</PlainTextSelection>",
          test_guid("s", i), escape_xml(name), start, start + nchar(said), coding_xml(i, code, user))
}

# A project with these sources; `codebook` and `rest` as XML.
example_project <- function(sources, files = list(), codebook = "", before = "", rest = "",
                            origin = "", inner = "project.qde", frame = parent.frame()) {
  xml <- paste0(
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n",
    "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"example\" origin=\"", origin, "\">",
    "<Users><User guid=\"", test_guid("user", 1), "\" name=\"Ann\" id=\"AN\"/><User guid=\"",
    test_guid("user", 2), "\" name=\"Ben\" id=\"BE\"/></Users><CodeBook><Codes>", codebook,
    "</Codes></CodeBook>", before, "<Sources>", sources, "</Sources>", rest, "</Project>"
  )
  path <- file.path(withr::local_tempdir(.local_envir = frame), "example.qdpx")
  write_zip(path, c(stats::setNames(list(xml), inner), files))
}

code_xml <- function(i, name, children = "", codable = TRUE) {
  sprintf("<Code guid=\"%s\" name=\"%s\" isCodable=\"%s\" color=\"#a0%02x10\">%s</Code>",
          test_guid("code", i), name, if (codable) "true" else "false", i, children)
}

expect_equal_quotes <- function(codes, n) {
  offsets <- attr(codes, "offsets")
  expect_identical(offsets[c("checked", "equal")], list(checked = n, equal = n))
  placed <- !is.na(codes$start)
  expect_identical(codes$end[placed] - codes$start[placed], nchar(as.character(codes$text)[placed]))
}

test_that("a project with every kind of element in the order of the format is read", {
  text <- "Interviewer: Why?\nPia: My friends caf\u00e9 \U1F600 helped.\nQuo: Nobody did."
  codebook <- paste0(
    code_xml(1, "Support", paste0("<Description>All of it</Description>", code_xml(2, "Friends")),
             codable = FALSE),
    code_xml(3, "Nobody")
  )
  before <- paste0(
    "<Variables><Variable guid=\"", test_guid("v", 1), "\" name=\"Year\" typeOfVariable=\"Integer\"/>",
    "<Variable guid=\"", test_guid("v", 2), "\" name=\"Joined\" typeOfVariable=\"Date\"/></Variables>",
    "<Cases><Case guid=\"", test_guid("k", 1), "\" name=\"Pia\"><VariableValue><VariableRef targetGUID=\"",
    test_guid("v", 1), "\"/><IntegerValue>4</IntegerValue></VariableValue><VariableValue>",
    "<VariableRef targetGUID=\"", test_guid("v", 2), "\"/><DateValue>2024-09-01</DateValue>",
    "</VariableValue><SelectionRef targetGUID=\"", test_guid("s", 1), "\"/></Case>",
    "<Case guid=\"", test_guid("k", 2), "\" name=\"Quo\"><SelectionRef targetGUID=\"", test_guid("s", 2),
    "\"/></Case></Cases>"
  )
  source <- paste0(
    "<TextSource guid=\"", test_guid("source", 1), "\" name=\"Interview\" richTextPath=\"internal://a.docx\">",
    "<Description>first</Description><PlainTextContent>", text, "</PlainTextContent>",
    selection_xml(1, text, "My friends caf\u00e9 \U1F600 helped", 2),
    selection_xml(2, text, "Nobody did.", 3, user = 2), "<NoteRef targetGUID=\"", test_guid("n", 1),
    "\"/></TextSource>"
  )
  rest <- paste0(
    "<Notes><Note guid=\"", test_guid("n", 1), "\" name=\"m\"><PlainTextContent>a memo</PlainTextContent></Note></Notes>",
    "<Links><Link guid=\"", test_guid("l", 1), "\" direction=\"OneWay\" originGUID=\"", test_guid("code", 2),
    "\" targetGUID=\"", test_guid("code", 3), "\"/></Links>",
    "<Sets><Set guid=\"", test_guid("t", 1), "\" name=\"All\"><MemberCode targetGUID=\"", test_guid("code", 2),
    "\"/></Set></Sets><Graphs><Graph guid=\"", test_guid("g", 1), "\"><Vertex guid=\"", test_guid("g", 2),
    "\" representedGUID=\"", test_guid("code", 2), "\" firstX=\"1\" firstY=\"2\"/></Graph></Graphs>"
  )
  codes <- read_codes(example_project(source, codebook = codebook, before = before, rest = rest))
  expect_equal_quotes(codes, 2L)
  given <- codes[!is.na(codes$code), ]
  expect_identical(given$code, c("Support > Friends", "Nobody"))
  expect_identical(given$coder, c("Ann", "Ben"))
  expect_identical(given$participant, c("Pia", "Quo"))
  variables <- attr(codes, "variables")
  expect_identical(variables$value[variables$participant %in% "Pia"], c("4", "2024-09-01"))
})

test_that("an ATLAS.ti project with a PDF has each stretch once and at its place", {
  # 62 to 69, 139 to 195 and 215 to 275, as in the example of the format.
  line <- function(n) substr(strrep("abcdefghi ", 30), 1, n)
  text <- paste0(line(62), "granola", line(70), toupper(line(56)), line(20),
                 sub("^.", "X", line(60)), " end")
  at <- list(c(62, 69), c(139, 195), c(215, 275))
  said <- vapply(at, function(x) substr(text, x[1] + 1, x[2]), "")
  expect_identical(c(said[1], nchar(said[2:3])), c("granola", "56", "60"))
  select <- vapply(1:3, function(i) {
    sprintf("<PlainTextSelection guid=\"%s\" name=\"%s\" startPosition=\"%d\" endPosition=\"%d\">%s</PlainTextSelection>",
            test_guid("s", i), said[i], at[[i]][1], at[[i]][2], coding_xml(i, 1))
  }, "")
  drawn <- paste0("<PDFSelection guid=\"", test_guid("s", 1), "\" name=\"granola\" page=\"0\" firstX=\"10\" ",
                  "firstY=\"20\" secondX=\"30\" secondY=\"40\">", coding_xml(1, 1),
                  "<Representation guid=\"", test_guid("r", 2), "\"><PlainTextContent>granola",
                  "</PlainTextContent></Representation></PDFSelection>")
  source <- paste0(
    "<PDFSource guid=\"", test_guid("source", 1), "\" name=\"Menu\" path=\"internal://menu.pdf\">", drawn,
    "<Representation guid=\"", test_guid("r", 1), "\" name=\"Menu\" plainTextPath=\"internal://menu.txt\">",
    paste(select, collapse = ""), "</Representation></PDFSource>"
  )
  codes <- read_codes(example_project(source, list("sources/menu.txt" = text, "sources/menu.pdf" = "%PDF"),
                                      code_xml(1, "food"), origin = "ATLAS.ti 8"))
  expect_equal_quotes(codes, 3L)
  given <- codes[!is.na(codes$code), ]
  expect_identical(as.character(given$text), said)
  expect_identical(given$start, c(62L, 139L, 215L))
})

test_that("Project.qde and Sources with capitals are read, with text, picture and whole source coded", {
  text <- "One line.\r\nTwo lines, \u00e9t\u00e9.\r\nThree."
  source <- paste0(
    "<TextSource guid=\"", test_guid("source", 1), "\" name=\"Notes\" plainTextPath=\"internal://",
    toupper(test_guid("source", 1)), ".txt\">", selection_xml(1, text, "Two lines, \u00e9t\u00e9.", 1),
    selection_xml(2, text, "line.\r\nTwo", 2, name = "line. Two"), coding_xml(3, 2, 2), "</TextSource>",
    "<PictureSource guid=\"", test_guid("source", 2), "\" name=\"Photo\" path=\"internal://p.jpg\">",
    "<PictureSelection guid=\"", test_guid("s", 9), "\" firstX=\"1\" firstY=\"1\" secondX=\"5\" secondY=\"5\">",
    coding_xml(4, 1), "</PictureSelection></PictureSource>"
  )
  files <- stats::setNames(list(text), paste0("Sources/", test_guid("source", 1), ".txt"))
  codes <- read_codes(example_project(source, files, paste0(code_xml(1, "a"), code_xml(2, "b")),
                                      inner = "Project.qde"))
  expect_equal_quotes(codes, 2L)
  given <- codes[!is.na(codes$code), ]
  expect_identical(given$source, c("Notes", "Notes", "Notes", "Photo"))
  expect_identical(given$code, c("a", "b", "b", "a"))
  expect_identical(given$coder, c("Ann", "Ann", "Ben", "Ann"))
  expect_identical(as.character(given$text), c("Two lines, \u00e9t\u00e9.", "line.\r\nTwo", NA, NA))
})

test_that("stretches of transcripts lie between their sync points", {
  text <- "P1: caf\u00e9 \U1F600 first\nP2: and second\nP1: third"
  begins <- vapply(c("P1: caf", "P2:", "P1: third"), function(x) regexpr(x, text, fixed = TRUE)[1] - 1, 0)
  points <- c(begins, nchar(text))
  sync <- paste0(sprintf("<SyncPoint guid=\"%s\" timeStamp=\"%d\" position=\"%d\"/>", test_guid("y", 1:4),
                         1000L * (0:3), as.integer(points)), collapse = "")
  spoken <- function(i, from, to, code) {
    said <- gsub("\n", " ", substr(text, points[from] + 1, points[to]))
    sprintf("<TranscriptSelection guid=\"%s\" name=\"%s\" fromSyncPoint=\"%s\" toSyncPoint=\"%s\">%s</TranscriptSelection>",
            test_guid("s", i), said, test_guid("y", from), test_guid("y", to), coding_xml(i, code))
  }
  recording <- function(kind, i, inside) {
    sprintf("<%sSource guid=\"%s\" name=\"%s\" path=\"internal://%d.mp4\">%s<%sSelection guid=\"%s\" begin=\"0\" end=\"900\">%s</%sSelection></%sSource>",
            kind, test_guid("source", i), kind, i, inside, kind, test_guid("z", i), coding_xml(90 + i, 2), kind, kind)
  }
  inside <- paste0("<Transcript guid=\"", test_guid("t", 1), "\" name=\"t\"><PlainTextContent>", text,
                   "</PlainTextContent>", sync, spoken(1, 1, 2, 1), spoken(2, 2, 4, 2), "</Transcript>")
  apart <- paste0("<Transcript guid=\"", test_guid("t", 2), "\" plainTextPath=\"internal://t.txt\">",
                  sync, spoken(3, 3, 4, 1), "</Transcript>")
  path <- example_project(paste0(recording("Audio", 1, inside), recording("Video", 2, apart)),
                          list("sources/t.txt" = text), paste0(code_xml(1, "a"), code_xml(2, "b")))
  codes <- read_codes(path, speaker = "^(P[0-9]):")
  expect_equal_quotes(codes, 3L)
  given <- codes[!is.na(codes$code), ]
  expect_identical(given$source, c("Audio", "Audio", "Audio", "Audio", "Video", "Video"))
  expect_identical(given$participant, c("P1", "P2", "P1", NA, "P1", NA))
  expect_identical(given$start, as.integer(c(points[1], points[2], points[2], NA, points[3], NA)))
  expect_identical(unique(as.character(given$text[given$participant %in% "P2"])),
                   "P2: and second\nP1: third")
})

test_that("an SPSS file has codes as columns of 0 and 1, and as multiple-response sets", {
  path <- file.path(withr::local_tempdir(), "open.sav")
  columns <- list(ID = c(11, 12, 13, 14), PEERS_A = c(1, 0, 1, NA), ADVICE_A = c(1, 0, 0, NA),
                  PEERS_B = c(1, 0, 0, 0), ADVICE_B = c(0, 1, 0, 0), CODE1 = c(1, 3, NA, 2),
                  CODE2 = c(2, NA, NA, NA))
  writeBin(as.vector(sav_bytes(columns, "byte", labels = c("peers", "advice", "belonging"), labelled = 6:7,
                               sets = c("$ann=D1 1 3 Ann peers_a advice_a",
                                        "$themes=C 6 Themes code1 code2"))), path)
  two <- read_codes(path, unit = "ID", code = list(A = c("PEERS_A", "ADVICE_A"),
                                                   B = c("PEERS_B", "ADVICE_B")))
  expect_setequal(said_codes(two), c("A:11:PEERS", "A:11:ADVICE", "A:12:-", "A:13:PEERS",
                                     "B:11:PEERS", "B:12:ADVICE", "B:13:-", "B:14:-"))
  expect_false("14" %in% attr(two, "universe")$unit[attr(two, "universe")$coder == "A"])
  ann <- read_codes(path, unit = "ID", code = "$ann")
  expect_setequal(said_codes(ann),
                  c(":11:PEERS_A", ":11:ADVICE_A", ":12:-", ":13:PEERS_A"))
  themes <- read_codes(path, unit = "ID", code = "$themes")
  expect_setequal(said_codes(themes), c(":11:peers", ":11:advice", ":12:belonging", ":14:advice"))
  expect_identical(attr(themes, "framework")$code, c("peers", "advice", "belonging"))
})

test_that("what haven writes of coded columns is read as it was", {
  skip_without_peer("haven")
  path <- file.path(withr::local_tempdir(), "open.sav")
  labels <- c(peers = 1, advice = 2)
  haven::write_sav(data.frame(
    id = c("a", "b", "c"),
    peers = haven::labelled(c(1, 0, NA), c(no = 0, yes = 1), label = "Peers helped"),
    advice = haven::labelled(c(0, 0, NA), c(no = 0, yes = 1)),
    code1 = haven::labelled(c(1, NA, 2), labels), code2 = haven::labelled(c(2, NA, NA), labels)
  ), path)
  ones <- read_codes(path, unit = "id", code = c("peers", "advice"))
  expect_setequal(said_codes(ones), c(":a:Peers helped", ":b:-"))
  named <- read_codes(path, unit = "id", code = c("code1", "code2"))
  expect_setequal(said_codes(named), c(":a:peers", ":a:advice", ":c:advice"))
})
