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
package io.weft.manager.daemon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is found while a configuration is read: the settings there are, and what is wrong. */
final class SettingReport {
    private final List<SettingError> errors = new ArrayList<>();
    private final Map<String, SettingDoc> docs = new LinkedHashMap<>();

    void refuse(final String key, final String value, final String expected) {
        errors.add(new SettingError(key, value, expected));
    }

    void describe(final SettingDoc doc) {
        docs.put(doc.key(), doc);
    }

    List<SettingError> errors() {
        return errors;
    }

    Collection<SettingDoc> docs() {
        return docs.values();
    }
}
