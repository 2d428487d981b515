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
package io.weft.slurm.check;

import io.weft.manager.daemon.Finding;
import io.weft.manager.daemon.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what rules find. */
final class Findings {
    private final List<Finding> list = new ArrayList<>();

    List<Finding> list() {
        return list;
    }

    void ok(final String subject, final String value) {
        list.add(Finding.ok(subject, value));
    }

    void note(final String subject, final String value, final String change, final String why) {
        list.add(new Finding(Severity.NOTE, subject, value, change, why));
    }

    void warning(final String subject, final String value, final String change, final String why) {
        list.add(new Finding(Severity.WARNING, subject, value, change, why));
    }

    void error(final String subject, final String value, final String change, final String why) {
        list.add(new Finding(Severity.ERROR, subject, value, change, why));
    }
}
