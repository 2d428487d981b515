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

import static io.weft.simulator.workload.SwfText.GOOD;
import static io.weft.simulator.workload.SwfText.drain;
import static io.weft.simulator.workload.SwfText.reader;
import static io.weft.simulator.workload.SwfText.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Files, compression, headers and ends. */
class SwfReaderTest {
    private static final String TRACE = "; MaxNodes: 8\n" + GOOD + "\n" + with(0, "2") + "\n";

    @Test
    void shouldReadTheSameWhenCompressedWhateverTheName(@TempDir Path folder) throws IOException {
        Path plain = Files.writeString(folder.resolve("a.xz"), TRACE);
        Path gzip = Files.write(folder.resolve("b.swf"), gzip(TRACE));
        Path xz = Files.write(folder.resolve("c.gz"), xz(TRACE));

        List<JobSpec> jobs = jobs(plain);
        assertEquals(2, jobs.size());
        assertEquals(jobs, jobs(gzip));
        assertEquals(jobs, jobs(xz));
    }

    @Test
    void shouldReadOnWhenGzipOrXzStreamsFollowEachOther() {
        byte[] first = gzip(GOOD + "\n");
        byte[] second = gzip(with(0, "2"));

        assertEquals(2, jobs(joined(first, second)).size());
        assertEquals(2, jobs(joined(xz(GOOD + "\n"), xz(with(0, "2")))).size());
    }

    @Test
    void shouldFailWithTheLineWhenACompressedTraceIsCutShort() {
        String text = TRACE + (";" + "x1y2z3".repeat(1000) + "\n").repeat(100);
        for (byte[] whole : List.of(gzip(text), xz(text))) {
            byte[] cut = Arrays.copyOf(whole, whole.length - 12);

            var failure = assertThrows(WorkloadException.class, () -> jobs(cut));

            assertTrue(failure.getMessage().startsWith("test.swf"), failure.getMessage());
            assertTrue(failure.getMessage().contains("cut short"), failure.getMessage());
            assertNull(failure.rejectedLine());
        }
    }

    @Test
    void shouldNameTheCompressionWhenItIsNotReadHere() {
        var failure =
                assertThrows(
                        WorkloadException.class,
                        () -> jobs("BZh91AY&SY".getBytes(StandardCharsets.US_ASCII)));

        assertTrue(failure.getMessage().contains("bzip2"), failure.getMessage());
    }

    @Test
    void shouldFailWithTheNameWhenThereIsNoFile(@TempDir Path folder) {
        Path missing = folder.resolve("missing.swf");

        var failure =
                assertThrows(
                        WorkloadException.class,
                        () -> SwfReader.open(missing, new SwfOptions()).close());

        assertTrue(failure.getMessage().contains("missing.swf"), failure.getMessage());
    }

    @Test
    void shouldFailWhenTheFileIsAFolder(@TempDir Path folder) {
        assertThrows(
                WorkloadException.class, () -> SwfReader.open(folder, new SwfOptions()).close());
    }

    @Test
    void shouldCloseTheStreamWhenItCannotBeOpened() {
        var bytes = new ClosableBytes(new byte[] {0x1F, (byte) 0x8B, 0, 0});

        assertThrows(
                WorkloadException.class, () -> SwfReader.open(bytes, "test.swf", new SwfOptions()));
        assertEquals(1, bytes.closeCount);
    }

    @Test
    void shouldBeDoneTwiceWhenClosedTwice() {
        SwfReader reader = reader(TRACE);

        reader.close();
        reader.close();
    }

    @Test
    void shouldGiveNothingWhenThereIsNothing() {
        try (SwfReader reader = reader("")) {
            assertNull(reader.next());
            assertNull(reader.next());
            assertEquals(0, reader.report().linesRead());
            assertEquals(WorkloadHeader.EMPTY, reader.header());
        }
    }

    @Test
    void shouldSkipTheByteOrderMarkBlankLinesAndLateComments() {
        String text = "\uFEFF; MaxProcs: 4\n\n  \t\r\n" + GOOD + "\n; MaxNodes: 9\n;x\n\n";
        try (SwfReader reader = reader(text)) {
            assertEquals(1, drain(reader).size());
            assertEquals(4, reader.header().maxProcs());
            assertEquals(WorkloadHeader.NULL_VALUE, reader.header().maxNodes());
            assertEquals(7, reader.report().linesRead());
            assertEquals(0, reader.report().linesRejected());
        }
    }

    @Test
    void shouldKeepTheHeaderBeforeTheFirstJob() {
        String text =
                "; Version: 2.2\r\n"
                        + ";Computer:  IBM SP2 \n"
                        + ";   http://www.example.org/\n"
                        + "; MaxNodes: many\n"
                        + "; MaxNodes: 128 (of 16 cores)\n"
                        + ";;  MaxProcs : 2048\n"
                        + "; Note:\n"
                        + "; two words: no key\n"
                        + "; UnixStartTime: 843480031\n";
        try (SwfReader reader = reader(text + GOOD)) {
            WorkloadHeader header = reader.header();

            assertEquals(128, header.maxNodes());
            assertEquals(2048, header.maxProcs());
            assertEquals(843480031, header.unixStartTimeS());
            assertEquals("IBM SP2", header.value("Computer"));
            assertEquals("", header.value("Note"));
            assertNull(header.value("http"));
            assertEquals(
                    List.of(
                            "Version",
                            "Computer",
                            "MaxNodes",
                            "MaxNodes",
                            "MaxProcs",
                            "Note",
                            "UnixStartTime"),
                    header.entries().stream().map(WorkloadHeader.Entry::key).toList());
        }
    }

    @Test
    void shouldBoundTheHeaderWhenItDoesNotEnd() {
        String text = ("; Note: " + "x".repeat(10_000) + "\n").repeat(2_000);
        try (SwfReader reader = reader(text + GOOD)) {
            assertEquals(1_000, reader.header().entries().size());
            assertEquals(1_000, reader.header().value("Note").length());
            assertEquals(1, drain(reader).size());
        }
    }

    @Test
    void shouldSkipACommentWhenItIsTooLongToHold() {
        try (SwfReader reader = reader("; " + "x".repeat(2 << 20) + "\n" + GOOD)) {
            assertEquals(1, drain(reader).size());
            assertEquals(0, reader.report().linesRejected());
        }
    }

    private static List<JobSpec> jobs(Path file) {
        try (SwfReader reader = SwfReader.open(file, new SwfOptions())) {
            assertEquals(8, reader.header().maxNodes());
            return drain(reader);
        }
    }

    private static List<JobSpec> jobs(byte[] bytes) {
        var stream = new ByteArrayInputStream(bytes);
        try (SwfReader reader = SwfReader.open(stream, "test.swf", new SwfOptions())) {
            return drain(reader);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] gzip(String text) {
        return compressed(text, GZIPOutputStream::new);
    }

    private static byte[] xz(String text) {
        return compressed(text, target -> new XZOutputStream(target, new LZMA2Options(0)));
    }

    private static byte[] compressed(String text, Compression compression) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream target = compression.around(bytes)) {
            target.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Compression {
        OutputStream around(OutputStream target) throws IOException;
    }

    private static final class ClosableBytes extends ByteArrayInputStream {
        private int closeCount;

        ClosableBytes(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            closeCount++;
        }
    }
}
