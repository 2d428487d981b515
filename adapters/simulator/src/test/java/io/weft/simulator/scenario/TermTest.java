/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "# all of it|''",
                "at 1s # the rest|at 1s",
                "at 1s\t# the rest|at 1s",
                "name a#b|name a#b",
                "text=\"a # b\" # c|text=\"a # b\"",
            })
    void shouldCutACommentThatBeginsAWordOutsideQuotes(final String line, final String expected) {
        assertEquals(expected, Term.withoutComment(line));
    }

    @Test
    void shouldPartTermsAtBlanksAndTabsOutsideBracketsAndQuotes() {
        assertEquals(
                List.of(
                        Term.of("submit"),
                        new Term("a", "=", "[1 2]"),
                        new Term("b", ">=", "x y"),
                        Term.of("c d")),
                Term.all("submit\ta=[1 2]  b >= \"x y\" \"c d\""));
    }

    @Test
    void shouldTakeOffQuotesInPairsOnly() {
        assertEquals(List.of(new Term("a", "=", "\"")), Term.all("a=\""));
        assertEquals(List.of(new Term("a", "=", "")), Term.all("a=\"\""));
        assertEquals(List.of(new Term("a", "=", "\"x")), Term.all("a=\"x"));
        assertEquals(List.of(new Term("a", "=", "x\"y\"")), Term.all("a=x\"y\""));
    }
}
