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
package io.weft.manager;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.core.spi.SnapshotException;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.NodeState;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A snapshot of a bridge as text, one JSON object a line: where it stands, names in the order of
 * their numbers, nodes, queues, jobs, those that ran last or may have, and a checksum of all that
 * stands above it. The same knowledge gives the same text.
 */
final class SnapshotText {
    private static final String FORMAT = "weft-bridge";
    private static final int VERSION = 1;
    private static final String CHECKSUM = "{\"crc32c\":\"%08x\"}\n";
    private static final int CHECKSUM_LENGTH = checksum(new CRC32C()).length;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(new JsonFactoryBuilder().rootValueSeparator("\n").build())
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build();

    private SnapshotText() {}

    // ------------------------------------------------------------------ writing

    static void write(final JournalScan scan, final OutputStream target) throws IOException {
        final CheckedOutputStream checked =
                new CheckedOutputStream(new BufferedOutputStream(target, 1 << 16), new CRC32C());
        try (JsonGenerator json = MAPPER.createGenerator(checked)) {
            writeHeader(scan, json);
            writeDefinitions(scan.definitions(), json);
            for (final TrackedJob job : scan.ledger().jobs().values()) {
                JobText.write(job, json);
            }
            writeIds("ran", scan.ledger().lastRun(), json);
            writeIds("inDoubt", scan.ledger().lastInDoubt(), json);
        }
        checked.write('\n');
        checked.write(checksum((CRC32C) checked.getChecksum()));
        checked.flush();
    }

    private static void writeHeader(final JournalScan scan, final JsonGenerator json)
            throws IOException {
        final Ledger ledger = scan.ledger();
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", VERSION);
        json.writeNumberField("position", scan.position());
        json.writeNumberField("timeNs", scan.timeNs());
        json.writeBooleanField("answered", scan.isAnswered());
        json.writeNumberField("acknowledged", scan.acknowledgedPosition());
        json.writeNumberField("applied", ledger.appliedPosition());
        json.writeNumberField("rejected", ledger.rejectedCount());
        json.writeStringField("lastRejection", ledger.lastRejection());
        json.writeStringField("policy", scan.definitions().policy());
        json.writeEndObject();
    }

    private static void writeDefinitions(final Definitions definitions, final JsonGenerator json)
            throws IOException {
        for (final NameBook.Name name : definitions.names().all()) {
            json.writeStartObject();
            json.writeStringField("name", name.text());
            json.writeStringField("kind", name.kind().name());
            json.writeEndObject();
        }
        for (final Map.Entry<Integer, NodeState> node : definitions.nodeStates().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("node", node.getKey());
            json.writeStringField("state", node.getValue().name());
            json.writeEndObject();
        }
        for (final Map.Entry<Integer, QueueTerms> queue : definitions.queues().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("queue", queue.getKey());
            json.writeNumberField("maxMultiplicity", queue.getValue().maxMultiplicity());
            json.writeNumberField("priority", queue.getValue().priority());
            json.writeArrayFieldStart("nodes");
            for (final int nodeId : queue.getValue().nodeIds()) {
                json.writeNumber(nodeId);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeIds(
            final String key, final Iterable<Long> jobIds, final JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart(key);
        for (final long jobId : jobIds) {
            json.writeNumber(jobId);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static byte[] checksum(final CRC32C crc) {
        return String.format(Locale.ROOT, CHECKSUM, crc.getValue())
                .getBytes(StandardCharsets.US_ASCII);
    }

    // ------------------------------------------------------------------ reading

    /**
     * What was written.
     *
     * @throws SnapshotException of kind DAMAGED or OTHER_LAYOUT.
     */
    static JournalScan read(final byte[] bytes) {
        requireSound(bytes);
        final JournalScan scan = new JournalScan();
        try (MappingIterator<JsonNode> lines =
                MAPPER.readerFor(JsonNode.class)
                        .readValues(bytes, 0, bytes.length - CHECKSUM_LENGTH)) {
            final JsonNode header = lines.next();
            requireVersion(header);
            while (lines.hasNext()) {
                readLine(lines.next(), scan);
            }
            restore(header, scan);
        } catch (final IOException | RuntimeException ex) {
            if (ex instanceof SnapshotException refusal) {
                throw refusal;
            }
            throw new SnapshotException(
                    SnapshotException.Kind.OTHER_LAYOUT, "it makes no sense: " + ex, ex);
        }
        return scan;
    }

    private static void requireSound(final byte[] bytes) {
        final int length = bytes.length - CHECKSUM_LENGTH;
        boolean isSound = length > 0;
        if (isSound) {
            final CRC32C crc = new CRC32C();
            crc.update(bytes, 0, length);
            final byte[] found = Arrays.copyOfRange(bytes, length, bytes.length);
            isSound = Arrays.equals(found, checksum(crc));
        }
        if (!isSound) {
            throw new SnapshotException(
                    SnapshotException.Kind.DAMAGED, "its checksum is not that of its bytes", null);
        }
    }

    private static void requireVersion(final JsonNode header) {
        final String format =
                header.path("format").asText() + " " + header.path("version").asText();
        if (!format.equals(FORMAT + " " + VERSION)) {
            throw new SnapshotException(
                    SnapshotException.Kind.OTHER_LAYOUT,
                    "it is of format " + format + ", expected " + FORMAT + " " + VERSION,
                    null);
        }
    }

    private static void readLine(final JsonNode line, final JournalScan scan) {
        switch (line.fieldNames().next()) {
            case "job" -> {
                final TrackedJob job = JobText.read(line);
                scan.ledger().jobs().put(job.jobId, job);
            }
            case "name" ->
                    scan.definitions()
                            .names()
                            .add(
                                    NameKind.valueOf(line.required("kind").textValue()),
                                    line.get("name").textValue());
            case "node" ->
                    scan.definitions()
                            .nodeState(
                                    line.get("node").intValue(),
                                    NodeState.valueOf(line.required("state").textValue()));
            case "queue" ->
                    scan.definitions().queue(line.get("queue").intValue(), queueTerms(line));
            case "ran" -> line.get("ran").forEach(id -> scan.ledger().addRun(id.longValue()));
            case "inDoubt" ->
                    line.get("inDoubt").forEach(id -> scan.ledger().addInDoubt(id.longValue()));
            default -> throw new IllegalArgumentException("line=" + line);
        }
    }

    private static QueueTerms queueTerms(final JsonNode line) {
        final SortedSet<Integer> nodeIds = new TreeSet<>();
        line.required("nodes").forEach(nodeId -> nodeIds.add(nodeId.intValue()));
        return new QueueTerms(
                line.required("maxMultiplicity").intValue(),
                line.required("priority").intValue(),
                nodeIds);
    }

    private static void restore(final JsonNode header, final JournalScan scan) {
        scan.definitions().policy(header.required("policy").textValue());
        scan.ledger()
                .restore(
                        header.required("applied").longValue(),
                        header.required("rejected").longValue(),
                        header.required("lastRejection").textValue());
        scan.restore(
                header.required("position").longValue(),
                header.required("timeNs").longValue(),
                header.required("answered").booleanValue(),
                header.required("acknowledged").longValue());
    }
}
