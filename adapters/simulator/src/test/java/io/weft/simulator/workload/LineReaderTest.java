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
package io.weft.simulator.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    @Test
    void shouldGiveEveryLineWhenTheLastHasNoEnd() throws IOException {
        var reader = new LineReader(stream("a\n\nbc\nd"));

        assertEquals(List.of("a", "", "bc", "d"), lines(reader));
        assertEquals(4, reader.lineNumber());
    }

    @Test
    void shouldGiveNothingWhenTheStreamIsEmpty() throws IOException {
        var reader = new LineReader(stream(""));

        assertFalse(reader.next());
        assertFalse(reader.next());
        assertEquals(0, reader.lineNumber());
    }

    @Test
    void shouldStayAtTheEndWhenAskedAgain() throws IOException {
        var reader = new LineReader(stream("a\n"));

        assertEquals(List.of("a"), lines(reader));
        assertFalse(reader.next());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void shouldGiveTheSameLinesWhenTheStreamComesInPieces(int pieceLength) throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            expected.add("line " + i + "x".repeat(i % 17));
        }
        InputStream pieces =
                new InputStreamOfPieces(stream(String.join("\n", expected)), pieceLength);

        assertEquals(expected, lines(new LineReader(pieces)));
    }

    @Test
    void shouldHoldALineWhenItIsAsLongAsAllowed() throws IOException {
        var reader = new LineReader(stream("x".repeat(LineReader.LINE_LENGTH_MAX) + "\nnext"));

        assertTrue(reader.next());
        assertFalse(reader.isTooLong());
        assertEquals(LineReader.LINE_LENGTH_MAX, reader.lineEnd() - reader.lineStart());
        assertEquals(List.of("next"), lines(reader));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535, 65_536, 1_048_576, 3_000_000})
    void shouldKeepOnlyTheBeginningWhenALineIsTooLong(int excess) throws IOException {
        String beginning = "b".repeat(LineReader.BEGINNING_LENGTH);
        String rest = "x".repeat(LineReader.LINE_LENGTH_MAX - LineReader.BEGINNING_LENGTH + excess);
        var reader = new LineReader(stream("first\n" + beginning + rest + "\nnext\n"));

        assertTrue(reader.next());
        assertTrue(reader.next());
        assertTrue(reader.isTooLong());
        assertEquals(beginning, text(reader));
        assertEquals(2, reader.lineNumber());
        assertEquals(List.of("next"), lines(reader));
        assertEquals(3, reader.lineNumber());
    }

    @Test
    void shouldHoldOneMebibyteWhenALineNeverEnds() throws IOException {
        long length = 256L << 20;
        var reader = new LineReader(new EndlessStream(length));

        assertTrue(reader.next());
        assertTrue(reader.isTooLong());
        assertTrue(reader.buffer().length <= LineReader.LINE_LENGTH_MAX + 1);
        assertFalse(reader.next());
    }

    @Test
    void shouldFindTheNextLineWhenALongOneEndsTheStreamsPiece() throws IOException {
        InputStream longLine = stream("x".repeat(LineReader.LINE_LENGTH_MAX + 1));
        InputStream source = new SequenceInputStream(longLine, stream("\nnext"));
        var reader = new LineReader(source);

        assertTrue(reader.next());
        assertTrue(reader.isTooLong());
        assertEquals(List.of("next"), lines(reader));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> lines(LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            assertFalse(reader.isTooLong());
            lines.add(text(reader));
        }
        return lines;
    }

    private static String text(LineReader reader) {
        int length = reader.lineEnd() - reader.lineStart();
        return new String(reader.buffer(), reader.lineStart(), length, StandardCharsets.ISO_8859_1);
    }

    /** Gives at most so many bytes at once. */
    private static final class InputStreamOfPieces extends InputStream {
        private final InputStream source;
        private final int pieceLength;

        InputStreamOfPieces(InputStream source, int pieceLength) {
            this.source = source;
            this.pieceLength = pieceLength;
        }

        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return source.read(target, offset, Math.min(length, pieceLength));
        }
    }

    /** So many digits, and no line end. */
    private static final class EndlessStream extends InputStream {
        private long left;

        EndlessStream(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? '1' : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + given, (byte) '1');
            left -= given;
            return given;
        }
    }
}
