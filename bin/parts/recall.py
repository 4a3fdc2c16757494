"""Finds runs of Chinese characters with Xapian's n-grams.

Reads two files: names, a line each, and what is looked for, a line each. Prints a line for each of the second: the
numbers of the names that were found, with spaces between.
"""

import sys

import xapian


def main(names, wanted):
    database = xapian.WritableDatabase("", xapian.DB_BACKEND_INMEMORY)
    generator = xapian.TermGenerator()
    generator.set_flags(xapian.TermGenerator.FLAG_CJK_NGRAM)
    with open(names, encoding="utf-8") as lines:
        for number, name in enumerate(lines):
            document = xapian.Document()
            document.set_data(str(number))
            generator.set_document(document)
            generator.index_text(name.strip())
            database.add_document(document)
    parser = xapian.QueryParser()
    parser.set_default_op(xapian.Query.OP_AND)
    with open(wanted, encoding="utf-8") as lines:
        for line in lines:
            query = parser.parse_query(line.strip(), xapian.QueryParser.FLAG_CJK_NGRAM)
            enquire = xapian.Enquire(database)
            enquire.set_query(query)
            found = enquire.get_mset(0, database.get_doccount())
            print(" ".join(match.document.get_data().decode() for match in found))


main(*sys.argv[1:])
