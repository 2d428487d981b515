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

/**
 * What one setting is, for a reference.
 *
 * @param key with its sections, as in {@code queue.multiplicity}.
 * @param allowed kind, unit and range of its values.
 * @param byDefault value when nothing is said, or {@link #REQUIRED}.
 * @param meaning what it does, one or two sentences.
 */
public record SettingDoc(String key, String allowed, String byDefault, String meaning) {
    /** Instead of a default: something must be said. */
    public static final String REQUIRED = "required";
}
