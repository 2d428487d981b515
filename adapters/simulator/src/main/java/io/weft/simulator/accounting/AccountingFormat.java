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

/** Who wrote a log. */
public enum AccountingFormat {
    /** Slurm: {@code sacct --parsable2}, with a header or in the order that Open XDMoD asks for. */
    SACCT {
        @Override
        LogParser parser(AccountingOptions options, LogListener listener) {
            return new SacctParser(options, listener);
        }
    },
    /** PBS Professional, OpenPBS and TORQUE: the server's accounting log. */
    PBS {
        @Override
        LogParser parser(AccountingOptions options, LogListener listener) {
            return new PbsParser(listener);
        }
    };

    abstract LogParser parser(AccountingOptions options, LogListener listener);
}
