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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RuleOfUse;
import java.util.LinkedHashSet;
import java.util.Set;

/** Takes a PBS accounting log; remembers the ids of jobs that came and have not gone. */
final class PbsParser implements LogParser {
    private final LogListener listener;
    private final Set<String> unfinished = new LinkedHashSet<>();

    PbsParser(LogListener listener) {
        this.listener = listener;
    }

    @Override
    public void onFile(String source) {
        // A log is in several files, one a day.
    }

    @Override
    public void onLine(String text, long lineNumber) {
        if (text.isBlank()) {
            return;
        }
        try {
            onRecord(PbsRecord.of(text), lineNumber);
        } catch (RejectedValueException e) {
            listener.onRejected(e, lineNumber);
        }
    }

    @Override
    public void onFileEnd() {
        // A record is a line.
    }

    @Override
    public void onEnd() {
        unfinished.forEach(id -> listener.onUnfinished());
    }

    private void onRecord(PbsRecord entry, long lineNumber) throws RejectedValueException {
        if (entry.isWholeArray()) {
            listener.onDropped(RuleOfUse.DROPPED_ARRAY_PARENT);
            return;
        }
        if (entry.isEnd()) {
            unfinished.remove(entry.id());
            listener.onJob(entry.job(), lineNumber);
            return;
        }
        if (entry.isBeginning()) {
            unfinished.add(entry.id());
        } else if (entry.isRemoval()) {
            unfinished.remove(entry.id());
        }
        listener.onDropped(RuleOfUse.DROPPED_OTHER_RECORD);
    }
}
