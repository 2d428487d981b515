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
package io.weft.fuzz.parse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the readers must not do is found, with the seed that does it again. */
class ParseRunTest {
    private static final byte[] TEXT = "a 1\nb 22\n".getBytes(StandardCharsets.UTF_8);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static ParseTarget target(final Consumer<String> reader) {
        return new ParseTarget() {
            @Override
            public String name() {
                return "none-kept";
            }

            @Override
            public void parse(final byte[] input) {
                reader.accept(new String(input, StandardCharsets.ISO_8859_1));
            }

            @Override
            public List<byte[]> seeds() {
                return List.of(TEXT);
            }
        };
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldFindNothingInAReaderThatTakesEverything() {
        assertTrue(new ParseRun(target(text -> {}), 1, out).run(500, 60, 2));
        assertTrue(printed().startsWith("parse none-kept: 500 inputs, "), this::printed);
    }

    @Test
    void shouldNameTheSeedOfWhatThrows() {
        final ParseTarget target =
                target(text -> Integer.parseInt(text.contains("2147483648") ? "x" : "1"));

        assertFalse(new ParseRun(target, 1, out).run(5000, 60, 1));

        assertTrue(printed().contains("thrown by the reader: java.lang.NumberFormatException"));
        final String seed = printed().replaceAll("(?s).*--seed (\\d+) --cycles 1\n", "$1");
        assertFalse(new ParseRun(target, Long.parseLong(seed), out).run(1, 60, 1));
    }

    @Test
    void shouldFindWhatHangs() {
        final long hangNs = TimeUnit.MILLISECONDS.toNanos(300);
        final ParseRun run = new ParseRun(target(ParseRunTest::hang), 1, out, hangNs);

        assertFalse(run.run(10, 60, 1));

        assertTrue(run.isHung());
        assertTrue(printed().contains("the reader hangs"), this::printed);
        assertTrue(printed().contains("ParseRunTest.hang"), this::printed);
    }

    private static void hang(final String text) {
        try {
            Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldFindWhatAllocatesTooMuch() {
        final ParseTarget target =
                target(
                        text -> {
                            for (int i = 0; i <= BoundedParse.ALLOCATED_MAX >> 20; i++) {
                                assertTrue(new byte[1 << 20].length > 0);
                            }
                        });

        final AssertionError error =
                assertThrows(AssertionError.class, () -> BoundedParse.run(target, TEXT));

        assertTrue(error.getMessage().startsWith("allocated "), error::getMessage);
    }

    @Test
    void shouldMakeTheSameInputOfASeedAgain() {
        final List<byte[]> corpus = List.of(TEXT, new byte[0]);
        for (long seed = 0; seed < 300; seed++) {
            assertArrayEquals(ParseRun.input(corpus, seed), ParseRun.input(corpus, seed));
        }
    }
}
