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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One job in a snapshot of a bridge: what the journal says of it, and nothing that only an
 * observation says. What is as in a new job is left out.
 */
final class JobText {
    private JobText() {}

    static void write(final TrackedJob job, final JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("job", job.jobId);
        json.writeStringField("intent", job.intent.name());
        if (job.openPosition != TrackedJob.CONFIRMED) {
            json.writeNumberField("open", job.openPosition);
        }
        writeTerms(job.terms, json);
        json.writeNumberField("walltimeNs", job.walltimeNs);
        json.writeNumberField("priority", job.priority);
        json.writeNumberField("beginTimeNs", job.beginTimeNs);
        writeFlag("held", job.isHeld, json);
        json.writeNumberField("heldNs", job.heldNs);
        if (job.token != null) {
            json.writeArrayFieldStart("token");
            json.writeNumber(job.token.position());
            json.writeNumber(job.token.number());
            json.writeEndArray();
            json.writeNumberField("decidedNs", job.decidedNs);
        }
        writeShares(job.shares, json);
        if (job.preemptionKind != null) {
            json.writeStringField("preemption", job.preemptionKind.name());
        }
        writeFlag("suspendedByOperator", job.isSuspendedByOperator, json);
        writeFlag("timeUp", job.isTimeUp, json);
        json.writeEndObject();
    }

    private static void writeFlag(final String key, final boolean flag, final JsonGenerator json)
            throws IOException {
        if (flag) {
            json.writeBooleanField(key, true);
        }
    }

    private static void writeTerms(final JobTerms terms, final JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart("terms");
        json.writeStringField("queue", terms.queue());
        json.writeStringField("class", terms.jobClass().name());
        json.writeNumberField("nodes", terms.nodeCount());
        json.writeNumberField("cores", terms.coreCount());
        json.writeNumberField("memoryPerNode", terms.memoryPerNode());
        json.writeNumberField("memoryPerCore", terms.memoryPerCore());
        json.writeNumberField("gpusPerNode", terms.gpusPerNode());
        json.writeNumberField("features", terms.features());
        writeFlag("exclusive", terms.isExclusive(), json);
        writeFlag("requeueable", terms.isRequeueable(), json);
        json.writeEndObject();
    }

    private static void writeShares(final List<NodeShare> shares, final JsonGenerator json)
            throws IOException {
        if (shares.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("shares");
        for (final NodeShare share : shares) {
            json.writeStartObject();
            json.writeStringField("node", share.node());
            json.writeFieldName("cores");
            final long[] masks = share.cores().toLongArray();
            json.writeArray(masks, 0, masks.length);
            json.writeNumberField("memory", share.memory());
            json.writeNumberField("gpuMask", share.gpuMask());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static TrackedJob read(final JsonNode line) {
        final TrackedJob job = new TrackedJob(line.required("job").longValue());
        job.intent = Intent.valueOf(line.required("intent").textValue());
        job.openPosition = line.path("open").asLong(TrackedJob.CONFIRMED);
        job.terms = readTerms(line.required("terms"));
        job.walltimeNs = line.required("walltimeNs").longValue();
        job.priority = line.required("priority").longValue();
        job.beginTimeNs = line.required("beginTimeNs").longValue();
        job.isHeld = line.has("held");
        job.heldNs = line.required("heldNs").longValue();
        final JsonNode token = line.get("token");
        if (token != null) {
            job.token = new StartToken(token.required(0).longValue(), token.required(1).intValue());
            job.decidedNs = line.required("decidedNs").longValue();
        }
        job.shares = readShares(line.path("shares"));
        if (line.has("preemption")) {
            job.preemptionKind = PreemptionKind.valueOf(line.get("preemption").textValue());
        }
        job.isSuspendedByOperator = line.has("suspendedByOperator");
        job.isTimeUp = line.has("timeUp");
        return job;
    }

    private static JobTerms readTerms(final JsonNode terms) {
        return new JobTerms(
                terms.required("queue").textValue(),
                JobClass.valueOf(terms.required("class").textValue()),
                terms.required("nodes").intValue(),
                terms.required("cores").intValue(),
                terms.required("memoryPerNode").longValue(),
                terms.required("memoryPerCore").longValue(),
                terms.required("gpusPerNode").intValue(),
                terms.required("features").longValue(),
                terms.has("exclusive"),
                terms.has("requeueable"));
    }

    private static List<NodeShare> readShares(final JsonNode array) {
        final List<NodeShare> shares = new ArrayList<>();
        for (final JsonNode share : array) {
            final JsonNode cores = share.required("cores");
            final long[] masks = new long[cores.size()];
            for (int i = 0; i < masks.length; i++) {
                masks[i] = cores.get(i).longValue();
            }
            shares.add(
                    new NodeShare(
                            share.required("node").textValue(),
                            BitSet.valueOf(masks),
                            share.required("memory").longValue(),
                            share.required("gpuMask").longValue()));
        }
        return List.copyOf(shares);
    }
}
