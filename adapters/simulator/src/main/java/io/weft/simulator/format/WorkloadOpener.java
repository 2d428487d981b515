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
package io.weft.simulator.format;

import io.weft.simulator.accounting.AccountingFormat;
import io.weft.simulator.accounting.AccountingOptions;
import io.weft.simulator.accounting.AccountingReader;
import io.weft.simulator.batsim.BatsimOptions;
import io.weft.simulator.batsim.BatsimReader;
import io.weft.simulator.workload.MergedWorkload;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.SwfReader;
import io.weft.simulator.workload.TraceSource;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadException;
import java.io.IOException;
import java.util.List;

/**
 * Opens traces of any format, each with its options.
 *
 * @param swf how a trace in the Standard Workload Format is to be understood
 * @param accounting how an accounting log is to be understood
 * @param batsim how a workload of Batsim is to be understood
 */
public record WorkloadOpener(SwfOptions swf, AccountingOptions accounting, BatsimOptions batsim) {

    /**
     * Opens traces as one workload, to be closed by the caller: accounting logs as the parts of one
     * log, others merged by submit time.
     *
     * @param files above 0
     * @throws WorkloadException if a file cannot be read
     */
    public Workload open(List<? extends TraceSource> files, WorkloadFormat format) {
        return switch (format) {
            case SACCT -> AccountingReader.open(files, AccountingFormat.SACCT, accounting);
            case PBS -> AccountingReader.open(files, AccountingFormat.PBS, accounting);
            case SWF, BATSIM -> merged(files, format);
        };
    }

    private Workload merged(List<? extends TraceSource> files, WorkloadFormat format) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files=0, expected above 0");
        }
        Workload all = null;
        try {
            for (TraceSource file : files) {
                Workload next = one(file, format);
                all = all == null ? next : new MergedWorkload(all, next);
            }
            return all;
        } catch (WorkloadException e) {
            if (all != null) {
                all.close();
            }
            throw e;
        }
    }

    private Workload one(TraceSource file, WorkloadFormat format) {
        if (format == WorkloadFormat.BATSIM) {
            return BatsimReader.open(file, batsim);
        }
        try {
            return SwfReader.open(file.open(), file.name(), swf);
        } catch (IOException e) {
            throw new WorkloadException(file.name() + ": cannot be opened: " + e, e);
        }
    }
}
