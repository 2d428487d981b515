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
package io.weft.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTest {
    @Property(tries = 500)
    void shouldGiveBackWhatWasCompressed(@ForAll("names") final List<String> names) {
        assertEquals(names, HostList.expand(HostList.compress(names)));
    }

    @Provide
    Arbitrary<List<String>> names() {
        final Arbitrary<String> numbers =
                Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 12).map(i -> "" + i),
                        Arbitraries.of("00", "01", "002", "099", "100", "9", "10", "", "x"),
                        Arbitraries.of("999999999999999999", "1000000000000000000"));
        return Combinators.combine(
                        Arbitraries.of("n", "rack1-", "1n", ""),
                        numbers,
                        Arbitraries.of("", "-ib", ".site"))
                .as((before, number, after) -> before + number + after)
                .filter(name -> !name.isEmpty())
                .list()
                .ofMaxSize(30);
    }

    @Test
    void shouldExpandSeveralBrackets() {
        assertEquals(
                List.of(
                        "r1n08-ib",
                        "r1n09-ib",
                        "r1n10-ib",
                        "r2n08-ib",
                        "r2n09-ib",
                        "r2n10-ib",
                        "x"),
                HostList.expand("r[1-2]n[08-10]-ib,x"));
        assertEquals(List.of(), HostList.expand(""));
    }

    @Test
    void shouldCompressNeighbours() {
        assertEquals(
                "n[1-3,5],m[08-11,9],x",
                HostList.compress(
                        List.of("n1", "n2", "n3", "n5", "m08", "m09", "m10", "m11", "m9", "x")));
        assertEquals("n1", HostList.compress(List.of("n1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n[1-", "n]", "n[3-1]", "n[1-9999999]", "n[a-b]", ",", "n[]", "n[1,]"})
    void shouldRefuseWhatIsNoHostlist(final String text) {
        assertThrows(IllegalArgumentException.class, () -> HostList.expand(text));
    }
}
