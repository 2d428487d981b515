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
package io.weft.pbs;

import io.weft.manager.ManagerException;
import java.util.Collections;
import java.util.Map;

/**
 * One job or node, as a command of PBS printed it.
 *
 * @param name of it, with the server's.
 * @param attributes by name; those with a resource have it behind a dot.
 */
record PbsRecord(String name, Map<String, String> attributes) {
    PbsRecord {
        attributes = Collections.unmodifiableMap(attributes);
    }

    /** Value of an attribute, or the empty text when it is not set. */
    String text(final String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    boolean has(final String attribute) {
        return attributes.containsKey(attribute);
    }

    /** Value of an attribute that all of them have. */
    String required(final String attribute) throws ManagerException {
        final String value = attributes.get(attribute);
        if (value == null || value.isEmpty()) {
            throw garbled("no " + attribute);
        }
        return value;
    }

    ManagerException garbled(final String what) {
        return new ManagerException(ManagerException.Kind.GARBLED, true, name + ": " + what);
    }
}
